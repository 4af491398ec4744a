// Adds 16 numbers in each request to one of 1,000 arrays that are there from the start: no object is made, no path gains
// one, and no single array grows by much.
const { createServer } = require('node:http');
// Filled to different lengths by push, so that not all of them run out of room at the same time.
const timings = Array.from({ length: 1000 }, (_, n) => Array.from({ length: 40 + ((n * 73) % 500) }, (_, i) => i + 0.5));
for (const [n, own] of timings.entries()) for (let i = 0; i < (n * 37) % 700; i++) own.push(i + 0.25);
let requests = 0;
createServer((request, response) => {
  const own = timings[(requests++ * 7919) % timings.length];
  for (let i = 0; i < 16; i++) own.push(requests + 0.25);
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
