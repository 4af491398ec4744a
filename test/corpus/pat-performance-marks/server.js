const http = require('node:http');
const { performance } = require('node:perf_hooks');

let n = 0;
http.createServer((req, res) => {
  const id = 'request-' + ++n;
  performance.mark(id);
  res.end('ok');
  performance.measure('handled ' + id, id);
}).listen(process.env.PORT, '127.0.0.1');
