const http = require('node:http');

/** The newest pages, as many as the operator allows. */
function createPages(limit) {
  const pages = new Map();
  const forget = () => pages.delete(pages.keys().next().value);
  return {
    keep(id, page) {
      pages.set(id, page);
      if (pages.size > limit) forget();
      return pages.size;
    },
  };
}

const pages = createPages(Number(process.env.PAGES ?? 60_000));
let served = 0;

http.createServer((req, res) => {
  const id = `page-${++served}`;
  res.end(String(pages.keep(id, { id, at: Date.now(), url: req.url })));
}).listen(process.env.PORT, '127.0.0.1');
