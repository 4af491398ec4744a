'use strict';
const http = require('node:http');
const { Presence } = require('./presence');

const troubles = { ECONNRESET: 0, other: 0 };
const presence = new Presence();
presence.on('trouble', (name, code) => troubles[code in troubles ? code : 'other']++);

/** What a phone does that loses its network: joins, says it is there, and is gone. */
function visit(room) {
  return new Promise((resolve, reject) => {
    const request = http.request({
      ...{ host: '127.0.0.1', port: process.env.PORT, path: `/presence?room=${room}&name=probe`, agent: false },
      headers: { connection: 'Upgrade', upgrade: 'presence/1' },
    });
    request.on('upgrade', (answer, socket) => {
      socket.on('error', () => {});
      socket.once('data', (line) => {
        socket.resetAndDestroy();
        resolve(String(line).trim());
      });
      socket.write('PING\n');
    });
    request.on('error', reject);
    request.end();
  });
}

const server = http.createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://presence.local');
  const room = searchParams.get('room') ?? 'lobby';
  res.setHeader('content-type', 'application/json');
  try {
    if (pathname === '/health') return res.end(JSON.stringify(troubles));
    if (pathname === '/probe') return res.end(JSON.stringify({ answered: await visit(room) }));
    res.end(JSON.stringify({ room, online: pathname === '/rooms' ? presence.countOf(room) : null }));
  } catch (error) {
    res.statusCode = 502;
    res.end(JSON.stringify({ error: error.message }));
  }
});
presence.attach(server);
server.listen(process.env.PORT, '127.0.0.1');
