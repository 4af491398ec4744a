const http = require('node:http');
const http2 = require('node:http2');

// Inventory service: one frame in, one frame out, as with unary calls over a bidirectional stream.
const inventory = http2.createServer({ maxSessionMemory: 1000 });
inventory.on('stream', (stream, headers) => {
  stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
  stream.on('error', () => {});
  stream.on('data', (frame) => {
    const { sku } = JSON.parse(frame.toString());
    stream.write(JSON.stringify({ sku, path: headers[':path'], left: sku.length * 3 }) + '\n');
  });
  stream.on('end', () => stream.end());
});

class InventoryClient {
  connect(port) {
    this.session = http2.connect(`http://127.0.0.1:${port}`, { maxSessionMemory: 1000 });
    this.session.on('error', () => {});
    return this;
  }

  stock(sku) {
    return new Promise((resolve, reject) => {
      const call = this.session.request({ ':method': 'POST', ':path': '/inventory.Stock/Get' });
      call.setEncoding('utf8');
      call.once('error', reject);
      call.once('data', (line) => resolve(JSON.parse(line)));
      call.write(JSON.stringify({ sku }) + '\n');
    });
  }
}

inventory.listen(0, '127.0.0.1', () => {
  const client = new InventoryClient().connect(inventory.address().port);
  http.createServer(async (req, res) => {
    if (req.url === '/health') return res.end('ok');
    const stock = await client.stock(req.url.slice(1));
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(stock));
  }).listen(process.env.PORT, '127.0.0.1');
});
