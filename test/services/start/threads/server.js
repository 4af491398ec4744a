// The process only answers; two worker threads do the work in turns, and with LEAK the second keeps its results.
const http = require('node:http');
const path = require('node:path');
const { Worker } = require('node:worker_threads');

const isLeaky = (number) => Boolean(process.env.LEAK) && number === 2;
const pool = [1, 2].map((number) => new Worker(path.join(__dirname, 'job.js'), { workerData: { leaky: isLeaky(number) } }));
const waiting = new Map();
let next = 0;
for (const worker of pool) {
  worker.on('message', ({ id, text }) => {
    waiting.get(id).end(text);
    waiting.delete(id);
  });
}
http
  .createServer((request, response) => {
    const id = next++;
    waiting.set(id, response);
    pool[id % 2].postMessage({ id, url: request.url });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
