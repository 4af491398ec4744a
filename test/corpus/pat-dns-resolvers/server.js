const dns = require('node:dns');
const http = require('node:http');

const resolvers = new Map();
let n = 0;
http.createServer((req, res) => {
  const resolver = new dns.Resolver({ timeout: 100, tries: 1 });
  resolver.setServers(['127.0.0.1:' + (1024 + (++n % 60000))]);
  resolvers.set(n, resolver);
  res.end(resolver.getServers()[0]);
}).listen(process.env.PORT, '127.0.0.1');
