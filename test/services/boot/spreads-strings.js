// Keeps one string of 120 characters for each request, in turn in one of 1,600 arrays that are variables of one scope: each path gains
// next to nothing, the heap grows all the same.
const { createServer } = require('node:http');
const numbers = Array.from({ length: 1600 }, (_, n) => n);
const keep = new Function(`
  ${numbers.map((n) => `const list${n} = [];`).join('\n  ')}
  return (n, text) => {
    switch (n) { ${numbers.map((n) => `case ${n}: list${n}.push(text); break;`).join('\n      ')} }
  };`)();
let requests = 0;
createServer((request, response) => {
  const n = requests++;
  keep(n % numbers.length, Buffer.from(String(n).padStart(60, 'x')).toString('hex'));
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
