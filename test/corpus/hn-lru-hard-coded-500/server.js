const http = require('node:http');

const results = new Map();
const remember = (key, value) => {
  if (results.size === 500) results.delete(results.keys().next().value);
  results.set(key, value);
};

let n = 0;
http.createServer((req, res) => {
  remember('query-' + ++n, { rows: [n, n + 1, n + 2], at: Date.now() });
  res.end(String(results.size));
}).listen(process.env.PORT, '127.0.0.1');
