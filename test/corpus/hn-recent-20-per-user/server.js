const http = require('node:http');

const actions = new Map();
http.createServer((req, res) => {
  const user = 'user-' + Math.floor(Math.random() * 300);
  const list = actions.get(user) ?? [];
  actions.set(user, list);
  list.push({ at: Date.now(), url: req.url, took: Math.random() });
  if (list.length > 20) list.shift();
  res.end(String(list.length));
}).listen(process.env.PORT, '127.0.0.1');
