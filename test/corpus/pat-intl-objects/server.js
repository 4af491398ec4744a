const http = require('node:http');

const formats = {};
let n = 0;
http.createServer((req, res) => {
  const key = 'user-' + ++n;
  formats[key] = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
  res.end(formats[key].format(n));
}).listen(process.env.PORT, '127.0.0.1');
