import { createServer } from 'node:http';
import { once } from 'node:events';

// Stands for the carrier's rate service, which is out of order for heavy freight now and then.
const carrier = createServer((req, res) => {
  const url = new URL(req.url, 'http://carrier');
  const grams = Number(url.searchParams.get('grams'));
  setTimeout(() => {
    if (grams > 30_000) {
      res.writeHead(503, { 'content-type': 'application/json' });
      return res.end('{"error":"freight desk is closed"}');
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ cents: 390 + Math.ceil(grams / 1000) * 85, currency: 'EUR', zone: url.searchParams.get('to') }));
  }, 2);
});

carrier.listen(0, '127.0.0.1');
await once(carrier, 'listening');

export const origin = `http://127.0.0.1:${carrier.address().port}`;
