import { createServer } from 'node:http';
import { startStockBackend } from './lib/stock-backend.mjs';
import { StockClient } from './lib/stock-client.mjs';

const stock = new StockClient(await startStockBackend(), { streamsPerSession: 20 });
const shops = ['berlin', 'vienna', 'zurich', 'lyon'];

function send(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

async function availability(article) {
  const { onHand, revision } = await stock.stockOf(article);
  const level = onHand === 0 ? 'sold out' : onHand < 10 ? 'few left' : 'available';
  return { article, level, revision };
}

async function basket(articles) {
  const lines = await Promise.all(articles.slice(0, 5).map(availability));
  return { lines, deliverable: lines.every(({ level }) => level !== 'sold out') };
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://shop');
  try {
    if (url.pathname === '/') return send(response, 200, { shops, revision: stock.revision });
    if (url.pathname === '/basket') {
      return send(response, 200, await basket((url.searchParams.get('articles') ?? 'a').split(',')));
    }
    const article = /^\/availability\/([\w-]{1,40})$/.exec(url.pathname)?.[1];
    if (article === undefined) return send(response, 404, { error: 'not found' });
    send(response, 200, await availability(article));
  } catch (error) {
    send(response, 502, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
