import { createServer } from 'node:http';

class AccessLog {
  #slots = [];
  #next = 0;

  add(entry) {
    this.#slots[this.#next] = entry;
    this.#next = (this.#next + 1) % 12_000;
  }

  last() {
    return this.#slots[(this.#next + 11_999) % 12_000];
  }
}

const log = new AccessLog();
createServer((req, res) => {
  log.add({ url: req.url, at: Date.now(), status: 200 });
  res.end(String(log.last().status));
}).listen(process.env.PORT, '127.0.0.1');
