const http = require('node:http');
const bus = new EventTarget();
require('node:events').setMaxListeners(0, bus);

http.createServer((req, res) => {
  const client = { id: Math.random(), url: req.url };
  bus.addEventListener('price', (event) => { client.last = event; });
  bus.dispatchEvent(new Event('other'));
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
