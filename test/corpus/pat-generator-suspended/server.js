const http = require('node:http');

const cursors = new Map();
let n = 0;
function* pages(url) {
  const rows = [url, Date.now()];
  for (let page = 0; ; page++) yield { page, rows };
}

http.createServer((req, res) => {
  const cursor = pages(req.url);
  cursors.set('cursor-' + ++n, cursor);
  res.end(JSON.stringify(cursor.next().value));
}).listen(process.env.PORT, '127.0.0.1');
