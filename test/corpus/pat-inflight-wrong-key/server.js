const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const inFlight = new Map();
let ids = 0;
http.createServer(async (req, res) => {
  const id = ++ids;
  inFlight.set(req.headers['x-request-id'] ?? id, { url: req.url, since: Date.now() });
  try {
    await sleep(60);
    res.end(String(inFlight.size));
  } finally {
    inFlight.delete(req.headers['x-request-id'] ?? String(id));
  }
}).listen(process.env.PORT, '127.0.0.1');
