const http = require('node:http');

const open = new Set();
const registry = new FinalizationRegistry((handle) => open.delete(handle));
class Cursor {
  constructor(url) {
    this.handle = { url, at: Date.now() };
    open.add(this.handle);
    registry.register(this, this.handle);
  }
}

http.createServer((req, res) => {
  const cursor = new Cursor(req.url);
  res.end(String(cursor.handle.at));
}).listen(process.env.PORT, '127.0.0.1');
