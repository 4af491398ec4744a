const http = require('node:http');

class Lru {
  constructor(max) {
    this.max = max;
    this.entries = new Map();
  }

  set(key, value) {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.max) this.entries.delete(this.entries.keys().next().value);
  }
}

const sessions = new Lru(20000);
let n = 0;
http.createServer((req, res) => {
  sessions.set('session-' + ++n, { n, at: Date.now(), roles: ['user'] });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
