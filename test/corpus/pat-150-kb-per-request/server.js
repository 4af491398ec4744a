const http = require('node:http');
const reports = [];
const row = (i) => ({ sku: 'sku-' + i, quantity: i % 7, price: i * 1.25 });

http.createServer((req, res) => {
  const report = Array.from({ length: 1000 }, (_, i) => row(i));
  reports.push(report);
  res.end(String(report.length));
}).listen(process.env.PORT, '127.0.0.1');
