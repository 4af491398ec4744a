'use strict';
const http = require('node:http');
const { ConnectionRegistry } = require('./registry');
const { priceOf, sell, fares } = require('./tickets');

const connections = new ConnectionRegistry();
const sold = { count: 0, cents: 0 };

function reply(res, status, body) {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
}

// A sale ends the connection of the kiosk, which begins a new one for the next customer.
function sale(req, res, query) {
  const ticket = sell(query.get('kind'), query.get('zone'), query.has('reduced'));
  res.shouldKeepAlive = false;
  if (!ticket) return reply(res, 422, { error: 'no such ticket' });
  sold.count++;
  sold.cents += ticket.cents;
  reply(res, 201, ticket);
}

const server = http.createServer((req, res) => {
  const url = new URL(req.url, 'http://kiosk');
  connections.touch(req.socket, url.pathname);
  switch (`${req.method} ${url.pathname}`) {
    case 'POST /tickets':
      return sale(req, res, url.searchParams);
    case 'GET /fares':
      return reply(res, 200, fares);
    case 'GET /price': {
      const cents = priceOf(url.searchParams.get('kind'), url.searchParams.get('zone'), false);
      return reply(res, cents === null ? 422 : 200, { cents });
    }
    case 'GET /connections':
      return reply(res, 200, { ...connections.summary(), sold });
    default:
      return reply(res, 404, { error: 'not found' });
  }
});

connections.attach(server);
server.keepAliveTimeout = 30_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
