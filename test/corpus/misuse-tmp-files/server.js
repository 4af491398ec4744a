const http = require('node:http');
const fs = require('node:fs');
const tmp = require('tmp');

tmp.setGracefulCleanup();
http.createServer((req, res) => {
  const file = tmp.fileSync({ prefix: 'export-' });
  fs.writeSync(file.fd, 'a,b,c');
  fs.unlinkSync(file.name);
  res.end('5 bytes');
}).listen(process.env.PORT, '127.0.0.1');
