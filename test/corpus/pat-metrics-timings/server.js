const http = require('node:http');
const { performance, PerformanceObserver } = require('node:perf_hooks');

new PerformanceObserver(() => {}).observe({ entryTypes: ['measure'] });
let n = 0;
http.createServer((req, res) => {
  performance.mark('begin-' + ++n);
  performance.mark('end-' + n);
  performance.measure('request', 'begin-' + n, 'end-' + n);
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
