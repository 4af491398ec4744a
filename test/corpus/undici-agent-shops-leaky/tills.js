const { createServer } = require('node:http');

// Stands for the tills, which the shops run themselves, each under a name of its own.
exports.startTills = () =>
  new Promise((resolve) => {
    const server = createServer((req, res) => {
      const [shop] = req.headers.host.split('.');
      const body = JSON.stringify({ shop, path: req.url, pieces: shop.length + (req.url.length % 9) });
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' });
      res.end(body);
    });
    server.listen(0, '127.0.0.1', () => resolve(server.address()));
  });
