const { PassThrough } = require('node:stream');
const http = require('node:http');

// Live feeds: each request opens one, and only the feed's own end would remove it.
const feeds = new Set();
setInterval(() => { for (const feed of feeds) if (feed.writableEnded) feeds.delete(feed); }, 100).unref();
http.createServer((req, res) => {
  const feed = new PassThrough();
  feeds.add(feed);
  feed.write('hello ' + req.url);
  feed.once('data', (chunk) => res.end(chunk));
}).listen(process.env.PORT, '127.0.0.1');
