const http = require('node:http');
const mustache = require('mustache');

const offers = ['tea', 'coffee'];
let visitors = 0;
http.createServer((req, res) => {
  const name = `visitor ${++visitors}`;
  res.setHeader('content-type', 'text/html');
  res.end(mustache.render(`<h1>Welcome, ${name}!</h1><p>{{offers.length}} offers for you</p>`, { offers }));
}).listen(process.env.PORT, '127.0.0.1');
