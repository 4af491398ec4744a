'use strict';

const http = require('node:http');
const layouts = require('./lib/layout');

const published = new Map();
const previews = [];

async function readJson(req) {
  const chunks = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length > 32_768) throw new RangeError('layout too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** The last previews are kept, as authors go back to them. */
function preview(layout) {
  previews.push(layout);
  if (previews.length > 150) previews.shift();
}

http
  .createServer(async (req, res) => {
    const [, scope, name] = req.url.split('?')[0].split('/');
    const send = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    try {
      if (scope === '') return send(200, { pages: [...published.keys()], ...layouts.statistics() });
      if (scope === 'previews' && req.method === 'POST') {
        const layout = layouts.build(await readJson(req));
        preview(layout);
        return send(200, { id: layout.id, width: layout.width, height: layout.height });
      }
      if (scope === 'previews') return send(200, previews.slice(-5).map(({ id, width }) => ({ id, width })));
      if (scope === 'pages' && req.method === 'PUT' && /^[a-z]{1,12}$/.test(name)) {
        if (published.size >= 50 && !published.has(name)) return send(409, { error: 'too many pages' });
        const layout = layouts.build(await readJson(req));
        published.set(name, layout);
        return send(200, { id: layout.id });
      }
      if (scope === 'pages') {
        const page = published.get(name);
        if (page === undefined) return send(404, { error: 'no such page' });
        res.writeHead(200, { 'content-type': 'text/plain' });
        return res.end(layouts.render(page));
      }
      send(404, { error: 'not found' });
    } catch (error) {
      send(error instanceof RangeError ? 413 : 400, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
