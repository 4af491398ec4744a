'use strict';
const net = require('node:net');

// A stand-in for the warehouse database: articles with a stock that is filled up again.
const articles = new Map();
for (let id = 1; id <= 200; id++) articles.set(id, { id, name: `Article ${id}`, stock: 50, version: 0 });

const statements = {
  'select article': ([id]) => [articles.get(id)].filter(Boolean),
  'update stock': ([id, stock]) => {
    const article = articles.get(id);
    article.stock = stock < 5 ? 50 : stock;
    article.version++;
    return [article];
  },
  begin: () => [],
  commit: () => [],
  rollback: () => [],
};

const server = net.createServer((socket) => {
  let rest = '';
  socket.setEncoding('utf8').setNoDelay(true);
  socket.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const { sql, values } = JSON.parse(line);
      const answer = statements[sql] ? { rows: statements[sql](values) } : { error: `syntax error: ${sql}` };
      socket.write(`${JSON.stringify(answer)}\n`);
    }
  });
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.once('disconnect', () => process.exit(0));
