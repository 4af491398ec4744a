'use strict';
const http = require('node:http');
const { createAcks } = require('./acks');

// Offsets are dealt out in turn: this instance has every fourth, beginning with its own number.
const PARTITIONS = Number(process.env.PARTITIONS ?? 4);
const partition = Number(process.env.PARTITION ?? 1);
const acks = createAcks();
const totals = { parcel: 0, letter: 0, other: 0 };
let last = partition - PARTITIONS;

function handle(event) {
  totals[event.type in totals ? event.type : 'other'] += event.grams ?? 0;
}

function consume(event) {
  const offset = (last += PARTITIONS);
  handle(event);
  acks.add(offset);
  return { offset, committed: acks.committed };
}

http
  .createServer((req, res) => {
    if (req.method === 'GET') {
      const match = /^\/acks\/(\d+)$/.exec(req.url);
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify(match ? { acknowledged: acks.has(Number(match[1])) } : totals));
    }
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => (text += chunk));
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      try {
        res.end(JSON.stringify(consume(JSON.parse(text))));
      } catch (error) {
        res.statusCode = 400;
        res.end(JSON.stringify({ error: error.message }));
      }
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
