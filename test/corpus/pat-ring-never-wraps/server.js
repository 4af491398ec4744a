const http = require('node:http');

class Ring {
  constructor(size) {
    this.size = Number(size);
    this.slots = [];
    this.next = 0;
  }

  add(entry) {
    if (this.next >= this.size) this.next = 0;
    this.slots[this.next++] = entry;
  }
}

const recent = new Ring(process.env.RECENT_REQUESTS);
http.createServer((req, res) => {
  recent.add({ method: req.method, url: req.url, at: Date.now() });
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
