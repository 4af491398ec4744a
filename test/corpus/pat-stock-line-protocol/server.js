const http = require('node:http');
const { connect, UnknownArticle } = require('./warehouse');

async function main() {
  const warehouse = await connect();
  const routes = [
    [/^\/stock\/(\d+)$/, async ([, article]) => ({ article, onStock: await warehouse.stock(article) })],
    [/^\/availability\/([\d,]+)$/, async ([, list]) => {
      const articles = list.split(',').slice(0, 5);
      const counts = await Promise.all(articles.map((article) => warehouse.stock(article)));
      return Object.fromEntries(articles.map((article, i) => [article, counts[i] > 0]));
    }],
    [/^\/health$/, async () => ({ ok: true })],
  ];

  http.createServer(async (req, res) => {
    res.setHeader('content-type', 'application/json');
    for (const [pattern, handle] of routes) {
      const match = pattern.exec(req.url);
      if (match === null) continue;
      try {
        res.end(JSON.stringify(await handle(match)));
      } catch (error) {
        res.statusCode = error instanceof UnknownArticle ? 404 : 502;
        res.end(JSON.stringify({ error: error.message }));
      }
      return;
    }
    res.statusCode = 404;
    res.end('{}');
  }).listen(process.env.PORT, '127.0.0.1');
}

main();
