import http from 'node:http';
import { LfuCache } from './lfu.mjs';

const pages = new LfuCache(200);
const adjectives = ['light', 'sturdy', 'quiet', 'warm', 'small'];

function render(id) {
  const number = Number.parseInt(id, 36) || 0;
  const name = `${adjectives[number % adjectives.length]} lamp no. ${id}`;
  const rows = ['material', 'height', 'weight', 'socket'].map((key, i) => `<tr><th>${key}</th><td>${(number * (i + 3)) % 97}</td></tr>`);
  return `<!doctype html><title>${name}</title><h1>${name}</h1><table>${rows.join('')}</table>`;
}

function page(id) {
  let html = pages.get(id);
  const hit = html !== undefined;
  if (!hit) pages.set(id, (html = render(id)));
  return { html, hit };
}

const server = http.createServer((req, res) => {
  const { pathname } = new URL(req.url, 'http://lamps.local');
  if (pathname === '/health') return res.end(JSON.stringify({ cached: pages.size }));
  const match = /^\/(?:lamps\/(?<id>[\w-]+))?$/.exec(pathname);
  if (match === null) {
    res.statusCode = 404;
    return res.end('not found');
  }
  const { html, hit } = page(match.groups.id ?? 'featured');
  res.setHeader('content-type', 'text/html; charset=utf-8');
  res.setHeader('x-cache', hit ? 'hit' : 'miss');
  res.end(html);
});
server.listen(process.env.PORT, '127.0.0.1');
