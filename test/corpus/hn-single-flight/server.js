const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const inFlight = new Map();
let n = 0;
function load(key) {
  let promise = inFlight.get(key);
  if (promise === undefined) {
    promise = sleep(Math.random() * 10).then(() => ({ key, at: Date.now() })).finally(() => inFlight.delete(key));
    inFlight.set(key, promise);
  }
  return promise;
}

http.createServer(async (req, res) => {
  const { at } = await load('key-' + (++n >> 1));
  res.end(String(at));
}).listen(process.env.PORT, '127.0.0.1');
