const http = require('node:http');
const zlib = require('node:zlib');
const { promisify } = require('node:util');

// Compressed pages are cached by their path, at most 64 of them; paths come in waves.
const gzip = promisify(zlib.gzip);
const pages = new Map();
let n = 0;
http.createServer(async (req, res) => {
  const page = 'page-' + Math.floor(++n / 50);
  if (!pages.has(page)) {
    pages.set(page, await gzip(page.repeat(2000)));
    if (pages.size > 64) pages.delete(pages.keys().next().value);
  }
  res.setHeader('content-encoding', 'gzip');
  res.end(pages.get(page));
}).listen(process.env.PORT, '127.0.0.1');
