const { EventEmitter, once } = require('node:events');
const http = require('node:http');

const bus = new EventEmitter();
bus.setMaxListeners(0);
http.createServer(async (req, res) => {
  const cancel = new AbortController();
  const answer = once(bus, 'answer-' + (req.headers['x-kind'] ?? 'price'), { signal: cancel.signal }).catch(() => null);
  const timeout = new Promise((resolve) => setImmediate(resolve, 'too late'));
  // Whoever loses the race goes on listening, unless he is told to stop.
  const [said] = [await Promise.race([answer, timeout])];
  res.end(String(said));
}).listen(process.env.PORT, '127.0.0.1');
