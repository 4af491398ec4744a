const http = require('node:http');
const httpProxy = require('http-proxy');

const orders = http.createServer((req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ order: req.url.split('/').pop(), state: 'packed', via: req.headers['x-gateway'] }));
});
orders.keepAliveTimeout = 120_000;

const proxy = httpProxy.createProxyServer({ agent: new http.Agent({ keepAlive: true, maxSockets: 64 }) });

proxy.on('proxyReq', (proxyReq) => proxyReq.setHeader('x-gateway', 'edge-1'));

function forward(req, res, target) {
  proxy.web(req, res, { target }, (error) => badGateway(res, error));
}

function badGateway(res, error) {
  if (res.headersSent) return res.destroy();
  res.writeHead(502, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ error: 'the service behind the gateway did not answer', code: error.code }));
}

const server = http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.url.startsWith('/orders/')) return forward(req, res, `http://127.0.0.1:${orders.address().port}`);
  res.writeHead(404).end();
});

orders.listen(0, '127.0.0.1', () => server.listen(process.env.PORT, '127.0.0.1'));
