const http = require('node:http');

// A stand-in for the price service: overloaded now and then, and then it answers with a long page.
const page = '<html><body><h1>503</h1>' + '<p>no healthy backend</p>'.repeat(20_000) + '</body></html>';
let asked = 0;
const prices = http.createServer((req, res) => {
  if (++asked % 8 === 0) {
    res.writeHead(503, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) });
    return res.end(page);
  }
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ sku: req.url.slice(1), cents: 1990 + (asked % 7) }));
});
prices.keepAliveTimeout = 120_000;

let lastKnown = { cents: 1990 };

function price(sku) {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port: prices.address().port, path: '/' + sku }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`prices answered ${answer.statusCode}`));
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => (text += part));
      answer.on('end', () => resolve(JSON.parse(text)));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

prices.listen(0, '127.0.0.1', () => {
  http.createServer(async (req, res) => {
    if (req.url === '/health') return res.end('ok');
    let stale = false;
    try {
      lastKnown = await price('a-17');
    } catch {
      stale = true;
    }
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ cents: lastKnown.cents, stale }));
  }).listen(process.env.PORT, '127.0.0.1');
});
