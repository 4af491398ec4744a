'use strict';
const http = require('node:http');
const themes = require('./theme-files');
const { Previews } = require('./previews');

const previews = new Previews();
const SHOP = /^[a-z]{3,12}$/;

function page(preview) {
  return `<!doctype html><title>${preview.shop}</title><style>${preview.css()}</style><main data-revision="${preview.revision}"><h1>${preview.page}</h1></main>`;
}

function handle(req, res) {
  const url = new URL(req.url, 'http://themes');
  const [, kind, shop] = url.pathname.split('/');
  const json = (status, body) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (kind === 'themes') return json(200, themes.names);
  if (kind === 'status') return json(200, { open: previews.open_, opened: previews.opened });
  if (kind !== 'shops' || !SHOP.test(shop ?? '')) return json(404, { error: 'not found' });
  if (req.method === 'POST') {
    const theme = url.searchParams.get('theme');
    if (!themes.names.includes(theme)) return json(422, { error: 'no such theme' });
    const preview = previews.open(shop, theme, url.searchParams.get('page') ?? 'home');
    return json(201, { shop, theme, revision: preview.revision });
  }
  const preview = previews.latest(shop);
  if (!preview) return json(409, { error: 'no preview is open' });
  res.writeHead(200, { 'content-type': 'text/html' }).end(page(preview));
}

http
  .createServer((req, res) => {
    try {
      handle(req, res);
    } catch (error) {
      res.writeHead(500).end(error.message);
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
