const http = require('node:http');

const root = { count: 0, next: {} };
const letter = () => String.fromCharCode(97 + Math.floor(Math.random() * 26));
http.createServer((req, res) => {
  let node = root;
  for (const c of letter() + letter() + letter()) {
    node = node.next[c] ??= { count: 0, next: {} };
    node.count++;
  }
  res.end(String(node.count));
}).listen(process.env.PORT, '127.0.0.1');
