const http = require('node:http');

class NotFoundStatistics {
  #byTenant = new Map();
  #count = 0;

  record(tenant, path) {
    let paths = this.#byTenant.get(tenant);
    if (paths === undefined) this.#byTenant.set(tenant, (paths = new Map()));
    paths.set(`${path}#${++this.#count}`, new Date());
  }
}

const statistics = new NotFoundStatistics();
let n = 0;
http.createServer((req, res) => {
  if (req.url === '/') return res.end('ok');
  statistics.record(`tenant-${++n % 20}`, req.url);
  res.statusCode = 404;
  res.end('not found');
}).listen(process.env.PORT, '127.0.0.1');
