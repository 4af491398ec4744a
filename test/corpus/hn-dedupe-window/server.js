const http = require('node:http');
const seen = new Set();
let n = 0;

http.createServer((req, res) => {
  const id = 'message-' + ++n;
  seen.add(id);
  if (seen.size > 4000) seen.delete(seen.values().next().value);
  res.end(String(seen.size));
}).listen(process.env.PORT, '127.0.0.1');
