'use strict';
const { createServer } = require('node:http');
const { randomUUID } = require('node:crypto');
const { Catalogue } = require('./catalogue.js');
const { Events } = require('./events.js');

const maxBodyBytes = 64 * 1024;

function send(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > maxBodyBytes) throw Object.assign(new Error('the body is too long'), { status: 413 });
  }
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw Object.assign(new Error('the body is no JSON'), { status: 400 });
  }
}

function createShop(sessions) {
  const catalogue = new Catalogue();
  const events = new Events();

  const routes = {
    'GET /': async () => ({ shop: 'leakgate', routes: Object.keys(routes) }),
    'GET /health': async () => ({ status: 'ok', uptime: Math.round(process.uptime()) }),
    'GET /products': async (request, url) => catalogue.search(url.searchParams.get('search') ?? ''),
    'POST /login': async (request) => {
      const { user = 'guest' } = await readJson(request);
      const session = sessions.open(String(user));
      return { token: session.token, user: session.user };
    },
    'POST /logout': async (request) => ({ closed: sessions.close(request.headers.authorization) }),
    'POST /orders': async (request) => {
      const { product = 1 } = await readJson(request);
      return events.order({ id: randomUUID(), product: catalogue.find(Number(product))?.name ?? null });
    },
  };

  return async (request, response) => {
    const url = new URL(request.url, 'http://shop');
    const route = routes[`${request.method} ${url.pathname}`];
    if (route === undefined) return send(response, 404, { error: `no route ${request.method} ${url.pathname}` });
    try {
      send(response, 200, await route(request, url));
    } catch (error) {
      send(response, error.status ?? 500, { error: error.message });
    }
  };
}

/** Listens on $PORT of the loopback interface (default 3000) until it is told to stop. */
function startShop(sessions) {
  const server = createServer(createShop(sessions));
  server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
    console.log(`shop listening on http://127.0.0.1:${server.address().port}`);
  });
  process.once('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
  });
}

module.exports = { createShop, startShop };
