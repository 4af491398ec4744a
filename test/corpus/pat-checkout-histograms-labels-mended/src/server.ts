import { createServer, type ServerResponse } from 'node:http';
import { place } from './checkout.js';
import { Registry } from './metrics.js';

const registry = new Registry();
const durations = registry.histogram('http_request_ms', ['method', 'route', 'status']);
const orders = registry.histogram('order_value_eur', ['tier', 'currency']);

interface Answer {
  readonly status: number;
  readonly route: string;
  readonly body: string;
  readonly type?: string;
}

function answer(method: string, url: URL): Answer {
  const [, kind, customer] = url.pathname.split('/');
  if (kind === 'metrics') return { status: 200, route: '/metrics', body: registry.expose(), type: 'text/plain' };
  if (kind === 'health') return { status: 200, route: '/health', body: '{"ok":true}' };
  if (kind === 'catalog') {
    const body = JSON.stringify(['mug', 'plate', 'bowl'].map((name, n) => ({ name, cents: 1290 + n * 100 })));
    return { status: 200, route: '/catalog', body };
  }
  if (kind === 'customers' && customer && method === 'POST') {
    const items = Number(url.searchParams.get('items')) || 0;
    if (items < 1 || items > 50) return { status: 422, route: '/customers/:id/orders', body: '{"error":"items: 1 to 50"}' };
    const order = place(customer, items);
    orders.observe({ tier: order.tier, currency: 'EUR' }, order.cents / 100);
    return { status: 201, route: '/customers/:id/orders', body: JSON.stringify(order) };
  }
  return { status: 404, route: 'none', body: '{"error":"not found"}' };
}

function finish(res: ServerResponse, { status, body, type = 'application/json' }: Answer): void {
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}

createServer((req, res) => {
  const startedAt = performance.now();
  const method = req.method ?? 'GET';
  const result = answer(method, new URL(req.url ?? '/', 'http://shop'));
  finish(res, result);
  durations.observe({ method, route: result.route, status: String(result.status) }, performance.now() - startedAt);
}).listen(Number(process.env.PORT), '127.0.0.1');
