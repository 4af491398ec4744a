const http = require('node:http');
let history = '';

http.createServer((req, res) => {
  history += new Date().toISOString() + ' ' + req.method + ' ' + req.url + ' ' + req.headers.host + '\n';
  res.end(history.slice(-40));
}).listen(process.env.PORT, '127.0.0.1');
