'use strict';
const http = require('node:http');
const { createHash } = require('node:crypto');
const { ScanLog } = require('./scans');

const log = new ScanLog();
const ASSORTMENT = 3200;
const shelves = ['ambient', 'chilled', 'frozen', 'bulky'];

/** What the hand scanners send is the number on the label; the assortment says which article that is. */
function articleOf(label) {
  const n = createHash('md5').update(label).digest().readUInt32LE(0) % ASSORTMENT;
  return `${shelves[n % shelves.length]}/GTIN-40${String(n * 7919).padStart(11, '0')}/pack-of-${(n % 12) + 1}`;
}

function record({ depot, scanner, labels }) {
  const at = Date.now();
  for (const [n, label] of labels.entries()) {
    log.append({ at, depot, article: articleOf(label), quantity: 1 + (n % 3), note: n === 0 ? `${scanner}@${at}` : null });
  }
  return { recorded: labels.length, articles: log.articles.size };
}

http
  .createServer(async (req, res) => {
    res.setHeader('content-type', 'application/json');
    const [, kind, depot] = req.url.split('/');
    if (kind === 'scans' && req.method === 'POST') {
      const parts = [];
      for await (const part of req) parts.push(part);
      return res.end(JSON.stringify(record(JSON.parse(Buffer.concat(parts)))));
    }
    if (kind === 'depots') return res.end(JSON.stringify(log.byDepot(depot)));
    res.writeHead(404).end('{}');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
