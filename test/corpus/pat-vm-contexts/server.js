const http = require('node:http');
const vm = require('node:vm');

const sandboxes = new Map();
let n = 0;
http.createServer((req, res) => {
  const sandbox = vm.createContext({ n: ++n });
  sandboxes.set(n, sandbox);
  res.end(String(vm.runInContext('n + 1', sandbox)));
}).listen(process.env.PORT, '127.0.0.1');
