// Two threads that wait for their tasks in Atomics.wait, as those of piscina do: their event loops never turn.
const http = require('node:http');
const path = require('node:path');
const { MessageChannel, Worker } = require('node:worker_threads');

const pool = [1, 2].map(() => {
  const tasks = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const workerData = { tasks, port: port2, leaky: Boolean(process.env.LEAK) };
  const thread = new Worker(path.join(__dirname, 'waiting-job.js'), { workerData, transferList: [port2] });
  return { tasks, port: port1, thread };
});
const waiting = new Map();
let next = 0;
for (const { port } of pool) {
  port.on('message', ({ id, text }) => {
    waiting.get(id).end(text);
    waiting.delete(id);
  });
}
http
  .createServer((request, response) => {
    const id = next++;
    waiting.set(id, response);
    const { tasks, port } = pool[id % 2];
    port.postMessage({ id, url: request.url });
    Atomics.add(tasks, 0, 1);
    Atomics.notify(tasks, 0);
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
