import { createServer } from 'node:http';
import { Portal } from './lib/portal.mjs';

const portal = new Portal({ locales: ['de', 'en', 'fr', 'it'], maxNodes: 9000 });

function send(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

createServer((req, res) => {
  const { pathname } = new URL(req.url, 'http://docs');
  const [locale, ...segments] = pathname.split('/').filter(Boolean);
  if (locale === undefined) return send(res, 200, portal.summary());
  const section = portal.section(locale);
  if (section === undefined) return send(res, 404, { error: 'no such locale' });
  if (segments[0] === 'popular') return send(res, 200, section.popular());
  const visits = section.visit(segments);
  send(res, 200, { title: segments.at(-1) ?? locale, breadcrumb: segments, visits });
}).listen(Number(process.env.PORT), '127.0.0.1');
