const http = require('node:http');
const colors = require('colors');

const PALETTE = ['cyan', 'green', 'magenta', 'yellow', 'blue'];
let jobs = 0;

/** The name of a job in a colour of its own, to tell jobs apart in the log. */
function tag(job) {
  colors.setTheme({ [job]: PALETTE[jobs % PALETTE.length] });
  return `[${job}]`[job];
}

function startJob(kind) {
  const job = `${kind}-${++jobs}`;
  const startedAt = Date.now();
  console.log(tag(job), 'started');
  const rows = Array.from({ length: 20 }, (_, i) => `${i};${kind};${(i * 37) % 11}`);
  console.log(tag(job), 'done, ' + rows.length + ' rows,', Date.now() - startedAt, 'ms');
  return { job, rows: rows.length };
}

http.createServer((req, res) => {
  const [, resource, kind] = req.url.split('/');
  if (resource === 'jobs' && req.method === 'POST' && /^[a-z]{2,10}$/.test(kind ?? '')) {
    req.resume();
    res.writeHead(202, { 'content-type': 'application/json' });
    res.end(JSON.stringify(startJob(kind)));
  } else if (resource === 'jobs' && req.method === 'GET') {
    res.end(JSON.stringify({ started: jobs }));
  } else {
    res.writeHead(resource === 'health' || resource === '' ? 200 : 404).end();
  }
}).listen(process.env.PORT, '127.0.0.1');
