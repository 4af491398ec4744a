// The server itself lives in a worker thread.
const { isMainThread, Worker } = require('node:worker_threads');

const kept = [];

if (isMainThread) new Worker(__filename);
else {
  require('node:http')
    .createServer((request, response) => {
      if (process.env.LEAK) kept.push({ url: request.url, at: kept.length });
      response.end('ok');
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}
