const http = require('node:http');

const agents = {};
const upstream = http.createServer((req, res) => res.end('{"ok":true}')).listen(0, '127.0.0.1', () => {
  const { port } = upstream.address();
  // Longer than the agents keep a socket idle; else a request may meet one that is just being closed.
  upstream.keepAliveTimeout = 65_000;
  http.createServer((req, res) => {
    const tenant = 't' + Math.floor(Math.random() * 120);
    const agent = (agents[tenant] ??= new http.Agent({ keepAlive: true, maxSockets: 2 }));
    http.get({ port, host: '127.0.0.1', agent, path: '/' + tenant }, (answer) => answer.pipe(res));
  }).listen(process.env.PORT, '127.0.0.1');
});
