const http = require('node:http');

let feed;
const events = new ReadableStream({ start: (controller) => void (feed = controller) });
const [live, audit] = events.tee();
exports.audit = audit;

let seen = 0;
(async () => {
  for await (const event of live) if (event.url) seen++;
})();

http.createServer((req, res) => {
  feed.enqueue({ url: req.url, at: Date.now() });
  res.end(String(seen));
}).listen(process.env.PORT, '127.0.0.1');
