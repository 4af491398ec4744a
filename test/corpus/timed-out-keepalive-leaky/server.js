const http = require('node:http');
const timedOut = require('timed-out');

const stock = { lamp: 12, shade: 0, cable: 140, socket: 31 };

// The warehouse: another team's service, here in the same process.
const warehouse = http.createServer((req, res) => {
  const sku = req.url.split('/').pop();
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ sku, onHand: stock[sku] ?? 0, site: 'leipzig' }));
});
warehouse.keepAliveTimeout = 120_000;

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function fetchStock(sku) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: warehouse.address().port, path: `/stock/${sku}`, agent });
    timedOut(request, { socket: 30_000 });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
  });
}

const server = http.createServer(async (req, res) => {
  const [, collection, sku] = req.url.split('/');
  res.setHeader('content-type', 'application/json');
  if (collection !== 'availability' || !(sku in stock)) {
    res.statusCode = 404;
    return res.end('{"error":"no such article"}');
  }
  try {
    const { onHand } = await fetchStock(sku);
    res.end(JSON.stringify({ sku, available: onHand > 0, delivery: onHand > 20 ? 'tomorrow' : 'this week' }));
  } catch (error) {
    res.statusCode = 502;
    res.end(JSON.stringify({ error: error.message }));
  }
});

warehouse.listen(0, '127.0.0.1', () => server.listen(process.env.PORT, '127.0.0.1'));
