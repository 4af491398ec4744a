const http = require('node:http');
const samples = [];

http.createServer((req, res) => {
  for (let i = 0; i < 4; i++) samples.push(Math.random());
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
