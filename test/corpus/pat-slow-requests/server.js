const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const audit = [];
http.createServer(async (req, res) => {
  await sleep(50 + Math.random() * 150);
  audit.push({ url: req.url, at: new Date() });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
