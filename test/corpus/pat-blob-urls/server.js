const http = require('node:http');

http.createServer((req, res) => {
  const blob = new Blob([new Uint8Array(32 * 1024).fill(7)]);
  res.end(URL.createObjectURL(blob));
}).listen(process.env.PORT, '127.0.0.1');
