const http = require('node:http');
let log = new Float64Array(0);

http.createServer((req, res) => {
  const next = new Float64Array(log.length + 8);
  next.set(log);
  next.fill(Date.now(), log.length);
  log = next;
  res.end(String(log.length));
}).listen(process.env.PORT, '127.0.0.1');
