import http from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pMap from 'p-map';

const shutdown = new AbortController();
const rates = { de: 19, fr: 20, at: 20, pl: 23 };

async function priceOf({ sku, net, country }) {
  await nextTurn();
  const rate = rates[country];
  if (rate === undefined) throw new RangeError(`no rate for ${country}`);
  return { sku, net, gross: Math.round(net * (100 + rate)) / 100 };
}

async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

async function priceList(req) {
  const { lines } = await bodyOf(req);
  const priced = await pMap(lines, priceOf, { concurrency: 4, signal: shutdown.signal });
  return { lines: priced, total: priced.reduce((sum, { gross }) => sum + gross, 0) };
}

const server = http.createServer(async (req, res) => {
  res.setHeader('content-type', 'application/json');
  try {
    if (req.method === 'POST' && req.url === '/price-lists') res.end(JSON.stringify(await priceList(req)));
    else if (req.url === '/health') res.end('{"ok":true}');
    else res.writeHead(404).end('{}');
  } catch (error) {
    res.writeHead(error instanceof RangeError ? 422 : 400).end(JSON.stringify({ error: error.message }));
  }
});

process.once('SIGTERM', () => {
  shutdown.abort(new Error('the service is going down'));
  server.close();
});
server.listen(process.env.PORT, '127.0.0.1');
