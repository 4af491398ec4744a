// One service for every kind of place. LISTEN: `port` (default), `ipv6`, `socket` (SOCKET), `tls` (CERT, KEY) or `chosen`,
// where it takes a free port and prints it. ADMIN_PORT: listens there as well. With LEAK it keeps an entry for each request.
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');

const kept = [];
const answer = (request, response) => {
  if (process.env.LEAK) kept.push({ url: request.url, at: kept.length });
  response.end('ok');
};
const { LISTEN = 'port', PORT, SOCKET, CERT, KEY, ADMIN_PORT } = process.env;
const server =
  LISTEN === 'tls'
    ? https.createServer({ cert: fs.readFileSync(CERT), key: fs.readFileSync(KEY) }, answer)
    : http.createServer(answer);
if (LISTEN === 'socket') server.listen(SOCKET);
else if (LISTEN === 'ipv6') server.listen({ port: Number(PORT), host: '::1', ipv6Only: true });
else if (LISTEN === 'chosen') {
  server.listen(0, '127.0.0.1', () => console.log(`\u001b[32mready\u001b[0m on http://127.0.0.1:${server.address().port}/`));
} else server.listen(Number(PORT), '127.0.0.1');
if (ADMIN_PORT) http.createServer((_, response) => response.end('admin')).listen(Number(ADMIN_PORT), '127.0.0.1');
