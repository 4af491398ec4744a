const connect = require('connect');
const http = require('node:http');
const { build, closeBuilds } = require('./builds');

const app = connect();

app.use('/builds', (req, res) => {
  const project = req.url.slice(1) || 'main';
  const lines = build(project);
  res.setHeader('content-type', 'text/plain');
  res.end(lines.join('\n'));
});

app.use((req, res) => res.end('builds'));

const server = http.createServer(app).listen(process.env.PORT, '127.0.0.1');

process.once('SIGTERM', () => {
  closeBuilds();
  server.close();
});
