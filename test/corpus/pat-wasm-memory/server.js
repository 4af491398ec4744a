const http = require('node:http');

const memories = [];
http.createServer((req, res) => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  new Uint8Array(memory.buffer)[0] = 1;
  memories.push(memory);
  res.end(String(memories.length));
}).listen(process.env.PORT, '127.0.0.1');
