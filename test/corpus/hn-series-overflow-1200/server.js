const http = require('node:http');
const { Histogram, Registry } = require('./metrics');

const registry = new Registry();
const durations = registry.add(new Histogram('http_duration_ms', ['method', 'path', 'status']));
const sizes = registry.add(new Histogram('http_response_bytes', ['path'], [64, 256, 1024, 4096]));

function route(req) {
  const path = req.url.split('?')[0];
  if (path === '/metrics') return { status: 200, type: 'text/plain', body: registry.text(40) };
  const match = /^\/(customers|invoices)\/([\w-]+)$/.exec(path);
  if (!match) return { status: 404, type: 'application/json', body: '{"error":"not found"}' };
  const [, kind, id] = match;
  return { status: 200, type: 'application/json', body: JSON.stringify({ kind, id, open: id.length * 7, currency: 'EUR' }) };
}

http
  .createServer((req, res) => {
    const began = performance.now();
    const { status, type, body } = route(req);
    res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    res.end(body);
    const path = req.url.split('?')[0];
    durations.observe({ method: req.method, path, status }, performance.now() - began);
    sizes.observe({ path }, body.length);
  })
  .listen(process.env.PORT, '127.0.0.1');
