const http = require('node:http');

// The warning of every tutorial: racing against a promise that never settles keeps each race's reactions.
const shutdown = new Promise(() => {});
http.createServer(async (req, res) => {
  const work = new Promise((resolve) => setImmediate(resolve, { url: req.url, at: Date.now() }));
  const done = await Promise.race([work, shutdown]);
  res.end(String(done.at));
}).listen(process.env.PORT, '127.0.0.1');
