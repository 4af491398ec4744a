const http = require('node:http');
const { ArcCache } = require('./arc.js');

const articles = new ArcCache(3000);
let served = 0;

function load(id) {
  return { id, headline: `Headline of ${id}`, body: `${id} `.repeat(60), tags: [`t${id % 90}`, `t${id % 17}`], loadedAt: Date.now() };
}

// Readers want what was published lately; a crawler walks the archive beside them.
function nextArticle() {
  served++;
  const newest = 50_000 + Math.floor(served / 3);
  if (served % 4 === 0) return served % 20_000;
  return newest - Math.floor(2500 * Math.random() ** 3);
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const article = articles.fetch(nextArticle(), load);
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ id: article.id, headline: article.headline, tags: article.tags }));
}).listen(process.env.PORT, '127.0.0.1');
