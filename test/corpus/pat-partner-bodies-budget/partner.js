'use strict';
const http = require('node:http');
const { once } = require('node:events');

const adjectives = ['sturdy', 'light', 'quiet', 'warm', 'late', 'heavy'];

/** Stands in for the partner's API: specs come whole, reviews are streamed row by row. */
async function startPartner() {
  const server = http.createServer((req, res) => {
    const [, kind, id] = req.url.split('/');
    const seed = id.length * 31 + id.charCodeAt(id.length - 1);
    if (kind === 'specs') {
      const text = JSON.stringify({ id, attributes: Array.from({ length: 12 + (seed % 9) }, (_, n) => ({ name: `attribute-${n}`, value: `${adjectives[(seed + n) % 6]} ${id}` })) });
      return res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    res.write(`{"id":"${id}","reviews":[`);
    for (let n = 0; n < 6 + (seed % 5); n++) res.write(`${n ? ',' : ''}{"stars":${1 + ((seed + n) % 5)},"text":"It was ${adjectives[(seed + n) % 6]}, and ${adjectives[n % 6]} at that."}`);
    res.end(']}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

module.exports = { startPartner };
