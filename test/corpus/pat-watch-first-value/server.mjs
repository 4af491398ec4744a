import http from 'node:http';
import { known, watch } from './lib/prices.mjs';

async function stream(symbol, res) {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let open = true;
  res.on('close', () => (open = false));
  for await (const price of watch(symbol)) {
    if (!open) break;
    res.write(`data: ${JSON.stringify(price)}\n\n`);
  }
}

async function snapshot(symbol, res) {
  const { value: price } = await watch(symbol).next();
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ ...price, euros: (price.cents / 100).toFixed(2) }));
}

const server = http.createServer((req, res) => {
  const [, view, symbol] = req.url.split('/');
  if (view === 'health') return res.end('ok');
  if (!known(symbol)) {
    res.writeHead(404, { 'content-type': 'application/json' });
    return res.end('{"error":"unknown symbol"}');
  }
  const show = view === 'live' ? stream : snapshot;
  show(symbol, res).catch((error) => res.destroy(error));
});
server.listen(process.env.PORT, '127.0.0.1');
