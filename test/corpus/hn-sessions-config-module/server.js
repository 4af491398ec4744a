const http = require('node:http');
const { sessionOf } = require('./lib/sessions');
const basket = require('./lib/basket');

const handlers = new Map([
  ['GET /', (session) => ({ hello: session.visitor, visits: ++session.visits })],
  ['POST /basket', (session, body) => basket.add(session, body)],
  ['GET /basket', (session) => basket.total(session)],
]);

http
  .createServer(async (req, res) => {
    const handler = handlers.get(`${req.method} ${req.url}`);
    if (!handler) return res.writeHead(404).end();
    let text = '';
    for await (const chunk of req) text += chunk;
    const session = sessionOf(req, res);
    const answer = JSON.stringify(handler(session, text ? JSON.parse(text) : null));
    res.setHeader('content-type', 'application/json');
    res.end(answer);
  })
  .listen(process.env.PORT, '127.0.0.1');
