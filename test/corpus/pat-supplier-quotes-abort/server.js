'use strict';
const { EventEmitter } = require('node:events');
const http = require('node:http');
const { Tenants } = require('./tenants');
const { quote, articles } = require('./quotes');

EventEmitter.setMaxListeners(0);
const tenants = new Tenants(['hotel-post', 'tischlerei-moser', 'baumarkt-wels', 'schlosserei-eder']);

function send(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://quotes');
    const [, tenant, kind, number] = url.pathname.split('/');
    if (!tenants.has(tenant)) return send(res, 404, { error: 'no such tenant' });
    if (kind === 'articles') {
      const page = [...articles.values()].slice(0, Number(url.searchParams.get('limit')) || 10);
      return send(res, 200, page);
    }
    if (kind === 'suspension' && req.method === 'POST') {
      tenants.suspend(tenant);
      return send(res, 204, {});
    }
    if (kind !== 'quotes') return send(res, 404, { error: 'not found' });
    try {
      const answer = await quote(number, Number(url.searchParams.get('quantity')) || 1, tenants.signalOf(tenant));
      send(res, answer ? 200 : 404, answer ?? { error: 'no such article' });
    } catch (error) {
      send(res, 503, { error: error.message });
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
