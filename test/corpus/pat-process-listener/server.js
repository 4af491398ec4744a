const http = require('node:http');
process.setMaxListeners(0);

http.createServer((req, res) => {
  const began = Date.now();
  process.on('SIGUSR2', () => console.error(req.url, began));
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
