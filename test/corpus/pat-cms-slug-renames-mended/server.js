'use strict';

const http = require('node:http');
const { PageRepository, SlugTaken, NoSuchPage } = require('./lib/pages');
const render = require('./lib/render');
const slugify = require('./lib/slugify');

const pages = new PageRepository();
for (let number = 1; number <= 60; number++) {
  const title = `Guide ${number}: the harbour`;
  pages.create({
    title,
    slug: slugify(title),
    blocks: [
      { type: 'heading', text: 'Getting there' },
      { type: 'text', text: `Take line ${number % 9} to the old pier & walk.` },
      { type: 'image', src: `/media/${number}.jpg`, alt: title },
    ],
  });
}

async function readJson(req) {
  let text = '';
  req.setEncoding('utf8');
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function send(res, status, body, type = 'application/json') {
  const text = type === 'application/json' ? JSON.stringify(body) : body;
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

async function handle(req, res) {
  const url = new URL(req.url, 'http://cms');
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts[0] === 'api' && parts[1] === 'pages') {
    if (req.method === 'GET' && parts.length === 2) return send(res, 200, pages.list());
    if (req.method === 'PATCH') {
      const changes = await readJson(req);
      const page = parts[2] === 'at' ? pages.at(Number(parts[3])) : pages.get(parts[2]);
      if (changes.title !== undefined && changes.keepSlug !== true) changes.slug = slugify(changes.title);
      return send(res, 200, pages.update(page.id, changes));
    }
  }
  if (req.method !== 'GET') return send(res, 405, { error: 'method not allowed' });
  const page = parts.length === 0 ? pages.at(0) : pages.find(parts.join('/'));
  if (page === null) return send(res, 404, 'There is nothing here.', 'text/plain');
  send(res, 200, render(page), 'text/html');
}

http
  .createServer((req, res) => {
    handle(req, res).catch((error) => {
      if (error instanceof SlugTaken) return send(res, 409, { error: `slug taken: ${error.message}` });
      if (error instanceof NoSuchPage) return send(res, 404, { error: `no page ${error.message}` });
      send(res, 500, { error: error.message });
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
