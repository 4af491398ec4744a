'use strict';
const http = require('node:http');
const { startLedger } = require('./ledger-simulator');
const { LedgerLink } = require('./ledger-link');

async function main() {
  const link = new LedgerLink(await startLedger());

  http
    .createServer(async (req, res) => {
      res.setHeader('content-type', 'application/json');
      if (req.method !== 'POST') return res.end(JSON.stringify(link.state()));
      let text = '';
      for await (const chunk of req) text += chunk;
      const { account, cents, purpose } = JSON.parse(text);
      if (!Number.isInteger(cents)) return res.writeHead(422).end('{"error":"cents"}');
      const booking = await link.book({ account, cents, purpose });
      res.writeHead(201).end(JSON.stringify({ booking }));
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}

main();
