'use strict';
const http = require('node:http');
const { createHash } = require('node:crypto');
const { experiments } = require('./settings');
const { lookup, remember } = require('./layers');

const totals = {};

function variantOf(experiment, visitor) {
  const variants = experiments[experiment];
  const draw = createHash('sha256').update(`${experiment}/${visitor}`).digest().readUInt16BE(0);
  return variants[draw % variants.length];
}

function expose(experiment, visitor, page) {
  const key = `${experiment}/${visitor}`;
  const earlier = lookup(key);
  if (earlier !== null) {
    earlier.pages = Math.min(earlier.pages + 1, 99);
    return { variant: earlier.variant, first: false };
  }
  const variant = variantOf(experiment, visitor);
  remember(key, { variant, page, pages: 1, at: Date.now() });
  const counters = (totals[experiment] ??= {});
  counters[variant] = (counters[variant] ?? 0) + 1;
  return { variant, first: true };
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://experiments.internal');
    const [, root, experiment] = url.pathname.split('/');
    res.setHeader('content-type', 'application/json');
    if (root === 'expose' && experiment in experiments) {
      const visitor = req.headers['x-visitor'] ?? 'anonymous';
      return res.end(JSON.stringify(expose(experiment, visitor, url.searchParams.get('page'))));
    }
    if (root === 'totals') return res.end(JSON.stringify(totals));
    res.writeHead(404).end('{}');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
