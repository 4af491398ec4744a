const http = require('node:http');
const memoize = require('memoizee');

const rate = memoize(async (from, to) => ({ from, to, rate: Math.random() }), { promise: true, maxAge: 5000, max: 20_000, primitive: true });
http.createServer(async (req, res) => {
  const pick = () => 'C' + Math.floor(Math.random() * 200);
  res.end(JSON.stringify(await rate(pick(), pick())));
}).listen(process.env.PORT, '127.0.0.1');
