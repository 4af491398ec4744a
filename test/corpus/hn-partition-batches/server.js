'use strict';
const http = require('node:http');
const { createHash } = require('node:crypto');
const config = require('./config');
const { Partition } = require('./ingest/partition');
const { openSink } = require('./ingest/sink');

async function start() {
  const sink = await openSink(config.ring);
  const partitions = Array.from({ length: config.partitions }, (_, n) => new Partition(n, config.batch, sink));
  const partitionOf = (visitor) => partitions[createHash('sha1').update(visitor).digest()[0] % partitions.length];

  const server = http.createServer(async (req, res) => {
    res.setHeader('content-type', 'application/json');
    if (req.method === 'POST' && req.url === '/collect') {
      let text = '';
      for await (const chunk of req) text += chunk;
      const { visitor, page, events } = JSON.parse(text);
      const partition = partitionOf(visitor);
      for (const [n, event] of events.entries()) {
        partition.append({ visitor, page, event, n, agent: req.headers['user-agent'] ?? 'none', at: new Date().toISOString(), trail: ['landing', page, event] });
      }
      return res.writeHead(202).end(JSON.stringify({ partition: partition.number }));
    }
    if (req.url === '/partitions') return res.end(JSON.stringify(partitions.map(({ number, written }) => ({ number, ...written }))));
    res.writeHead(404).end('{}');
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

start();
