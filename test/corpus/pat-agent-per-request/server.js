const http = require('node:http');

const upstream = http.createServer((req, res) => res.end('{"ok":true}'));
upstream.keepAliveTimeout = 0;
upstream.listen(0, '127.0.0.1', () => {
  http.createServer((req, res) => {
    const agent = new http.Agent({ keepAlive: true });
    http.get({ host: '127.0.0.1', port: upstream.address().port, agent }, (answer) => {
      answer.pipe(res);
    });
  }).listen(process.env.PORT, '127.0.0.1');
});
