const http = require('node:http');
const { randomUUID } = require('node:crypto');

/** A request scope of a very small container: services are found by token, made when they are first asked for. */
class Scope {
  constructor(id) {
    this.id = id;
  }

  token(name) {
    return Symbol.for(`scope:${this.id}:${name}`);
  }

  resolve(name, make) {
    const token = this.token(name);
    return (this[token] ??= make(this));
  }
}

const clock = () => ({ now: () => Date.now() });
const basket = (scope) => ({ lines: [], at: scope.resolve('clock', clock).now() });
const pricing = (scope) => ({ total: () => scope.resolve('basket', basket).lines.reduce((sum, line) => sum + line.cents, 0) });

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const scope = new Scope(req.headers['x-request-id'] ?? randomUUID());
  scope.resolve('basket', basket).lines.push({ sku: 'a-1', cents: 1990 }, { sku: 'b-2', cents: 500 });
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ total: scope.resolve('pricing', pricing).total() }));
}).listen(process.env.PORT, '127.0.0.1');
