'use strict';
const http = require('node:http');
const { storeOf } = require('./lib/fragment-store');
const render = require('./lib/render');

const defaults = ['news', 'sports', 'culture', 'weather', 'jobs', 'region', 'opinion', 'archive'];

async function readJson(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function navigationOf(site) {
  const store = storeOf(site);
  let html = store.get('navigation');
  if (html === null) {
    html = render.navigation(site, defaults);
    store.put('navigation', html);
  }
  return html;
}

function articlePage(site, slug) {
  const store = storeOf(site);
  let html = store.get(`article:${slug}`);
  if (html === null) {
    html = render.article(site, slug);
    store.put(`article:${slug}`, html);
  }
  return `<!doctype html><body>${navigationOf(site)}${html}</body>`;
}

http
  .createServer(async (req, res) => {
    const [, site, kind, slug] = req.url.split('?')[0].split('/');
    if (site === 'health') return res.end('ok');
    if (req.method === 'PUT' && kind === 'navigation') {
      const { sections } = await readJson(req);
      storeOf(site).put('navigation', render.navigation(site, [...defaults, ...sections]));
      return res.writeHead(204).end();
    }
    if (kind === 'articles' && slug) {
      res.setHeader('content-type', 'text/html; charset=utf-8');
      return res.end(articlePage(site, slug));
    }
    if (kind === 'usage') return res.end(JSON.stringify(storeOf(site).usage));
    res.writeHead(404).end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
