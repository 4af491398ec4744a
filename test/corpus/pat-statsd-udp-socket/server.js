const dgram = require('node:dgram');
const http = require('node:http');

// The collector of the local statsd agent.
let received = 0;
const collector = dgram.createSocket('udp4');
collector.on('message', () => received++);

class Metrics {
  constructor(prefix, port) {
    this.prefix = prefix;
    this.port = port;
    this.socket = dgram.createSocket('udp4');
    this.socket.on('error', () => {});
  }

  timing(name, ms) {
    this.socket.send(`${this.prefix}.${name}:${ms.toFixed(1)}|ms`, this.port, '127.0.0.1');
  }

  increment(name) {
    this.socket.send(`${this.prefix}.${name}:1|c`, this.port, '127.0.0.1');
  }
}

collector.bind(0, '127.0.0.1', () => {
  const { port } = collector.address();
  const metrics = new Metrics('shop', port);

  http.createServer((req, res) => {
    if (req.url === '/health') return res.end('ok');
    const began = performance.now();
    metrics.increment('requests');
    if (req.url.startsWith('/checkout')) {
      const checkout = new Metrics('shop.checkout', port);
      res.on('finish', () => checkout.timing('total', performance.now() - began));
    }
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ ok: true, received }));
  }).listen(process.env.PORT, '127.0.0.1');
});
