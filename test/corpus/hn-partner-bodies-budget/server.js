'use strict';
const http = require('node:http');
const { startPartner } = require('./partner');
const { BodyCache } = require('./body-cache');

async function main() {
  const origin = await startPartner();
  const bodies = new BodyCache(origin, { maxBytes: 6 * 1024 * 1024 });

  http
    .createServer(async (req, res) => {
      const [, kind, id] = req.url.split('?')[0].split('/');
      if (kind === '') return res.end(JSON.stringify({ entries: bodies.size }));
      if (kind !== 'specs' && kind !== 'reviews') return res.writeHead(404).end();
      try {
        const body = await bodies.get(`/${kind}/${id}`);
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
      } catch (error) {
        res.writeHead(502).end(error.message);
      }
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}

main();
