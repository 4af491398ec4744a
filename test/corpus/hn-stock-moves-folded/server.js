'use strict';
const http = require('node:http');
const { createLedger } = require('./lib/ledger');

const ledger = createLedger({ warehouses: ['graz', 'linz', 'wels', 'steyr', 'enns'], foldAbove: 6000 });

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://stock');
    const [, warehouse, article, action] = url.pathname.split('/');
    res.setHeader('content-type', 'application/json');
    if (!warehouse) return res.end(JSON.stringify(ledger.stats()));
    const journal = ledger.journalOf(warehouse);
    if (!journal || !article) {
      res.statusCode = 404;
      return res.end('{"error":"no such warehouse"}');
    }
    if (action === 'move') {
      const quantity = Number(url.searchParams.get('by') ?? 1);
      const move = journal.append(article, quantity, url.searchParams.get('order') ?? 'counted');
      ledger.tidy();
      return res.end(JSON.stringify({ number: move.number, article, quantity }));
    }
    res.end(JSON.stringify({ article, stock: journal.stockOf(article) }));
  })
  .listen(process.env.PORT, '127.0.0.1');
