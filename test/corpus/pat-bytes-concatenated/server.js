const http = require('node:http');

let journal = Buffer.alloc(0);
http.createServer((req, res) => {
  journal = Buffer.concat([journal, Buffer.from(req.method + ' ' + req.url + ' ' + Date.now() + '\n')]);
  res.end(String(journal.length));
}).listen(process.env.PORT, '127.0.0.1');
