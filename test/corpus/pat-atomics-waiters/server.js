const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { Worker } = require('node:worker_threads');

// Word 0: the version of the price list; the loader thread raises it when there is a new one.
const words = new Int32Array(new SharedArrayBuffer(8));

const loader = new Worker(`
  const { workerData } = require('node:worker_threads');
  const words = new Int32Array(workerData);
  setInterval(() => {
    Atomics.add(words, 0, 1);
    Atomics.notify(words, 0);
  }, 6 * 3600 * 1000);
`, { eval: true, workerData: words.buffer });
loader.unref();

/** Long poll: resolves as soon as there is another version than the one the client knows, or after some time. */
async function nextVersion(known, patience) {
  const waiting = Atomics.waitAsync(words, 0, known);
  if (waiting.async) await Promise.race([waiting.value, sleep(patience)]);
  return Atomics.load(words, 0);
}

http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  const known = Atomics.load(words, 0);
  const version = await nextVersion(known, 10);
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ version, changed: version !== known }));
}).listen(process.env.PORT, '127.0.0.1');
