'use strict';
const http = require('node:http');
const { tenants, sink } = require('./tenants');

async function bodyOf(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : {};
}

const routes = {
  'POST bookings': async (tenant, req) => {
    const { seats } = await bodyOf(req);
    if (!(seats >= 1 && seats <= 12)) return [422, { error: 'seats: 1 to 12' }];
    return [201, tenant.book(seats)];
  },
  'PUT settings': async (tenant, req) => {
    tenant.configure(await bodyOf(req));
    return [200, tenant.settings];
  },
  'GET settings': async (tenant) => [200, { ...tenant.settings, logOrigin: tenant.log.origin() }],
  'GET log': async (tenant) => [200, sink.tail(40).filter((line) => line.includes(`"${tenant.name}"`)).slice(-5)],
};

http
  .createServer(async (req, res) => {
    const [, name, what] = req.url.split('/');
    const tenant = tenants.get(name);
    const handler = routes[`${req.method} ${what}`];
    let status = 404;
    let body = { error: 'not found' };
    if (tenant && handler) {
      try {
        [status, body] = await handler(tenant, req);
      } catch (error) {
        [status, body] = [error instanceof RangeError ? 422 : 400, { error: error.message }];
      }
    }
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
