'use strict';
const http = require('node:http');
const sessions = require('./lib/sessions');

async function readJson(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text ? JSON.parse(text) : {};
}

const server = http.createServer(async (req, res) => {
  const reply = (status, body) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const [, collection, user] = req.url.split('/');
  try {
    if (req.method === 'POST' && collection === 'sessions') {
      const { user: name, device, locale = 'en' } = await readJson(req);
      if (!name || !device) return reply(422, { error: 'user and device are needed' });
      return reply(201, sessions.open(name, device, { locale, ip: req.socket.remoteAddress }));
    }
    if (req.method === 'GET' && collection === 'users') return reply(200, sessions.devicesOf(user));
    if (req.method === 'DELETE' && collection === 'users') return reply(200, { closed: sessions.closeAll(user) });
    reply(200, { ok: true });
  } catch (error) {
    reply(400, { error: error.message });
  }
});
server.listen(process.env.PORT, '127.0.0.1');
