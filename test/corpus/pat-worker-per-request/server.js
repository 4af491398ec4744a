const http = require('node:http');
const { Worker } = require('node:worker_threads');

const source = "const { parentPort } = require('node:worker_threads'); parentPort.on('message', (n) => parentPort.postMessage(n * n));";
let n = 0;
http.createServer((req, res) => {
  const worker = new Worker(source, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 } });
  worker.unref();
  worker.once('message', (square) => res.end(String(square)));
  worker.postMessage(++n % 1000);
}).listen(process.env.PORT, '127.0.0.1');
