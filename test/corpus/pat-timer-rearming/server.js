const http = require('node:http');

const finished = new Set();
let jobs = 0;

function poll(job) {
  job.polls++;
  if (finished.has(job.id)) return;
  setTimeout(poll, 4000, job);
}

http.createServer((req, res) => {
  const job = { id: ++jobs, polls: 0, callback: req.headers.host };
  poll(job);
  res.end(String(job.id));
}).listen(process.env.PORT, '127.0.0.1');
