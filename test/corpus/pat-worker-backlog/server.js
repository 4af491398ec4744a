const http = require('node:http');
const { isMainThread, parentPort, Worker } = require('node:worker_threads');

if (isMainThread) {
  const worker = new Worker(__filename);
  const text = 'x'.repeat(8192);
  http.createServer((req, res) => {
    worker.postMessage({ url: req.url, body: text });
    res.end('ok');
  }).listen(process.env.PORT, '127.0.0.1');
} else {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  parentPort.on('message', () => Atomics.wait(clock, 0, 0, 100));
}
