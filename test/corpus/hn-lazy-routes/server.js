const http = require('node:http');

// 300 routes, each compiled when it is first asked for.
const handlers = new Array(300);
const compile = (i) => new Function('req', `const base = ${i}; return 'route ' + base + ' ' + req.url + ' ' + (base * 2);`);
http.createServer((req, res) => {
  const i = Math.floor(Math.random() * handlers.length);
  handlers[i] ??= compile(i);
  res.end(handlers[i](req));
}).listen(process.env.PORT, '127.0.0.1');
