const http = require('node:http');
const slots = [];

http.createServer((req, res) => {
  const slot = new Int32Array(new SharedArrayBuffer(4096));
  Atomics.store(slot, 0, slots.length);
  slots.push(slot);
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
