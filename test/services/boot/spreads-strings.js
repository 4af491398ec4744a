// Keeps one string of 120 characters for each request, in turn in one of 1,600 arrays that all have a name of their own: each path
// gains next to nothing, the heap grows all the same.
const { createServer } = require('node:http');
const names = Array.from({ length: 40 }, (_, i) => `part${i}`);
const store = Object.fromEntries(names.map((name) => [name, Object.fromEntries(names.map((inner) => [inner, []]))]));
let requests = 0;
createServer((request, response) => {
  const n = requests++;
  const list = store[names[Math.floor(n / 40) % 40]][names[n % 40]];
  list.push(Buffer.from(String(n).padStart(60, 'x')).toString('hex'));
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
