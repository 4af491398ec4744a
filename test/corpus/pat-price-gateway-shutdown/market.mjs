import http from 'node:http';
import { once } from 'node:events';

// Stands in for the market data feed on the same host.
export async function startMarket() {
  let served = 0;
  const server = http.createServer((req, res) => {
    const [, , venue, , symbol] = req.url.split('/');
    if (++served % 4 === 0 && req.headers['x-attempt'] === '0') {
      res.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' });
      res.end('the feed is being rebuilt');
      return;
    }
    const bid = 10 + (served % 900) / 10;
    const depth = Array.from({ length: 12 }, (_, level) => ({ level, bid: bid - level / 100, ask: bid + (level + 1) / 100 }));
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ symbol: decodeURIComponent(symbol), venue, bid, at: Date.now(), depth }));
  });
  server.keepAliveTimeout = 10_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
