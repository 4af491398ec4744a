const http = require('node:http');

class PageStore {
  #pages = new Map();
  #bytes = 0;
  #most;
  constructor(most) { this.#most = most; }
  put(key, page) {
    this.#pages.set(key, page);
    this.#bytes += page.html.length;
    for (const [oldest, old] of this.#pages) {
      if (this.#bytes <= this.#most) break;
      this.#pages.delete(oldest);
      this.#bytes -= old.html.length;
    }
  }
}

const store = new PageStore(6 * 1024 * 1024);
let n = 0;
http.createServer((req, res) => {
  const id = ++n;
  const html = Buffer.alloc(600 + (id % 7) * 200, 'article ' + id + ' ').toString('latin1');
  store.put('/articles/' + id, { html, at: Date.now() });
  res.end(html);
}).listen(process.env.PORT, '127.0.0.1');
