const http = require('node:http');

const onShutdown = [];
const abandon = (req, res) => {
  if (!res.writableEnded) res.destroy();
  else req.destroy();
};
process.once('SIGTERM', () => {
  for (const each of onShutdown) each();
  process.exit();
});

http.createServer((req, res) => {
  onShutdown.push(() => abandon(req, res));
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
