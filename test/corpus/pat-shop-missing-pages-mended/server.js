'use strict';
const http = require('node:http');
const { render, closest, sections } = require('./pages');
const { Misses } = require('./misses');

const misses = new Misses();
const views = { found: 0, missed: 0 };

function html(res, status, text) {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

function notFound(req, res, path) {
  views.missed++;
  misses.note(path, req.headers.referer);
  html(res, 404, `<!doctype html><h1>There is nothing here</h1><p>You may like <a href="${closest(path)}">this</a>.`);
}

function show(req, res, path) {
  const page = render(path);
  if (!page) return notFound(req, res, path);
  views.found++;
  html(res, 200, page);
}

http
  .createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://shop');
    if (pathname === '/') {
      return html(res, 200, `<!doctype html><h1>Shop</h1>${sections.map((name) => `<a href="/${name}/1">${name}</a>`).join(' ')}`);
    }
    if (pathname === '/editors/misses') {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify({ ...views, top: misses.top(10) }));
    }
    show(req, res, pathname);
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
