const http = require('node:http');
const NodeCache = require('node-cache');

const quotes = new NodeCache({ stdTTL: 9, checkperiod: 1, maxKeys: 6000, useClones: false });
http.createServer((req, res) => {
  const pair = 'pair-' + Math.floor(Math.random() * 50_000);
  let quote = quotes.get(pair);
  if (quote === undefined) {
    quote = { pair, bid: Math.random(), ask: Math.random(), at: new Date() };
    try {
      quotes.set(pair, quote);
    } catch {
      // The cache is full.
    }
  }
  res.end(JSON.stringify(quote));
}).listen(process.env.PORT, '127.0.0.1');
