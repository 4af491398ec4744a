const http = require('node:http');

const words = 'amber birch cedar dune ember fjord grove heath isle jetty knoll lagoon'.split(' ');
const documents = Array.from({ length: 500 }, (_, n) => ({ n, title: `${words[n % 12]} ${words[(n * 5) % 12]}`, size: (n * 7919) % 1000 }));

function* matches(word) {
  let page = [];
  const seen = new Set();
  for (const document of documents) {
    if (!document.title.includes(word)) continue;
    seen.add(document.n);
    page.push({ n: document.n, title: document.title });
    if (page.length === 10) {
      yield { page, seen: seen.size };
      page = [];
    }
  }
  if (page.length > 0) yield { page, seen: seen.size };
}

class Cursors {
  #open = new Map();
  #next = 1;
  #perWord = 150;

  get capacity() {
    return this.#perWord * words.length;
  }

  start(word, client) {
    const id = (this.#next++).toString(36);
    this.#open.set(id, { pages: matches(word), client, used: Date.now(), filter: { word, sort: ['n', 'asc'] } });
    if (this.#open.size > this.capacity) this.#closeIdle();
    return this.advance(id);
  }

  advance(id) {
    const cursor = this.#open.get(id);
    if (!cursor) return null;
    const { value, done } = cursor.pages.next();
    this.#open.delete(id);
    if (!done) {
      cursor.used = Date.now();
      this.#open.set(id, cursor);
    }
    return { cursor: done ? null : id, ...value };
  }

  #closeIdle() {
    let close = Math.ceil(this.capacity / 8);
    for (const [id, cursor] of this.#open) {
      cursor.pages.return();
      this.#open.delete(id);
      if (--close === 0) return;
    }
  }

  get size() {
    return this.#open.size;
  }
}

const cursors = new Cursors();
let latest = null;

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://localhost');
    res.setHeader('content-type', 'application/json');
    if (url.pathname === '/search') {
      const answer = cursors.start(url.searchParams.get('q') ?? '', req.headers['x-client'] ?? null);
      latest = answer.cursor ?? latest;
      return res.end(JSON.stringify(answer));
    }
    if (url.pathname === '/search/next') {
      const answer = cursors.advance(url.searchParams.get('cursor') ?? latest);
      return res.end(JSON.stringify(answer ?? { cursor: null, page: [] }));
    }
    res.end(JSON.stringify({ open: cursors.size }));
  })
  .listen(process.env.PORT, '127.0.0.1');
