const workerpool = require('workerpool');

const primes = new Map();
function isPrime(n) {
  const known = primes.get(n);
  if (known !== undefined) return known;
  let prime = n > 1;
  for (let d = 2; prime && d * d <= n; d++) prime = n % d !== 0;
  if (primes.size === 5000) primes.clear();
  primes.set(n, prime);
  return prime;
}

function report(from, rows) {
  const lines = [];
  for (let n = from; n < from + rows; n++) lines.push({ n, prime: isPrime(n), label: `row ${n}` });
  return { from, lines };
}

workerpool.worker({ report });
