import http from 'node:http';
import { Renderer } from './renderer.mjs';

const renderer = new Renderer();
await renderer.ready();

async function bodyOf(req, limit = 64 * 1024) {
  const parts = [];
  let size = 0;
  for await (const part of req) {
    size += part.length;
    if (size > limit) throw new RangeError('body too large');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

http
  .createServer(async (req, res) => {
    if (req.url === '/health') return res.end(JSON.stringify({ failures: renderer.failures }));
    if (req.method !== 'POST' || req.url !== '/mails/preview') return res.writeHead(404).end();
    try {
      const { template, data } = await bodyOf(req);
      let html = null;
      let trouble = null;
      try {
        html = await renderer.render(template, { ...data, date: new Date().toLocaleDateString('en-GB') });
      } catch (error) {
        trouble = error.message;
      }
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ html: html ?? template, trouble }));
    } catch (error) {
      res.writeHead(error instanceof RangeError ? 413 : 400, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ error: error.message }));
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
