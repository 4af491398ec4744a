const http = require('node:http');

const fields = ['name', 'brand', 'color', 'size', 'price', 'stock', 'weight', 'origin', 'rating', 'seller', 'tax', 'note'];
function filterOf(bits) {
  const filter = {};
  fields.forEach((field, at) => {
    if (bits & (1 << at)) filter[field] = at;
  });
  return filter;
}
const total = (filter) => fields.reduce((sum, field) => sum + (filter[field] ?? 0), 0);

const last = new Array(64);
http.createServer((req, res) => {
  const filter = filterOf(Math.floor(Math.random() * 4096));
  last[filter.price ?? 0] = filter;
  res.end(String(total(filter)));
}).listen(process.env.PORT, '127.0.0.1');
