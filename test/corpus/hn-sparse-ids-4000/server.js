const http = require('node:http');

const counters = [];
http.createServer((req, res) => {
  const id = (Math.floor(Math.random() * 4000) * 2_654_435) % 1_000_000_007;
  const counter = (counters[id] ??= { id, seen: 0, last: null });
  counter.seen++;
  counter.last = Date.now();
  res.end(String(counter.seen));
}).listen(process.env.PORT, '127.0.0.1');
