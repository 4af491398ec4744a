'use strict';
const http = require('node:http');
const { Book } = require('./lib/book');

const book = new Book('ACME');
const quotes = new Map();

/** A market maker has one quote a side; a new one replaces it. */
function quote(maker, spread) {
  for (const id of quotes.get(maker) ?? []) book.cancel(id);
  const bid = book.place('buy', 1000 - spread, 50, maker);
  const ask = book.place('sell', 1000 + spread, 50, maker);
  quotes.set(maker, [bid.id, ask.id]);
  return { bid: bid.price, ask: ask.price };
}

async function json(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

const routes = {
  'GET /health': () => 'ok',
  'GET /book': () => ({ symbol: book.symbol, bids: book.depth('buy'), asks: book.depth('sell') }),
  'POST /quotes': ({ maker, spread }) => quote(maker, Number(spread)),
  'POST /orders': ({ side, quantity }) => ({ fills: book.take(side === 'buy' ? 'sell' : 'buy', Number(quantity)) }),
};

http
  .createServer(async (req, res) => {
    const route = routes[`${req.method} ${req.url}`];
    if (route === undefined) return res.writeHead(404).end();
    try {
      const answer = route(await json(req));
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify(answer));
    } catch (error) {
      res.writeHead(400).end(error.message);
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
