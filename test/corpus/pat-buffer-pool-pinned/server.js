const http = require('node:http');

const ids = new Map();
let n = 0;
http.createServer((req, res) => {
  // Both come from the shared 8 KiB pool: the small one that is kept keeps the slab of the large one.
  const id = Buffer.from('id-' + ++n);
  const scratch = Buffer.allocUnsafe(3000).fill(1);
  ids.set(n, id);
  res.end(String(scratch.length));
}).listen(process.env.PORT, '127.0.0.1');
