const http = require('node:http');
const Module = require('node:module');

let n = 0;
http.createServer((req, res) => {
  // A configuration reload that was meant to bypass the cache by its name.
  const name = __dirname + '/config.json?' + ++n;
  const module_ = new Module(name, module);
  module_.exports = JSON.parse('{"limit":10}');
  require.cache[name] = module_;
  res.end(String(module_.exports.limit));
}).listen(process.env.PORT, '127.0.0.1');
