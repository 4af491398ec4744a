const http = require('node:http');

// A cache of weak references; every 1000 requests the dead ones are swept out.
const cache = new Map();
let n = 0;
http.createServer((req, res) => {
  const document = { id: ++n, body: 'x'.repeat(200) + n };
  cache.set(n, new WeakRef(document));
  if (n % 1000 === 0) {
    for (const [id, reference] of cache) if (reference.deref() === undefined) cache.delete(id);
  }
  res.end(document.body.slice(-5));
}).listen(process.env.PORT, '127.0.0.1');
