const http = require('node:http');
const { WriteBehind } = require('./write-behind');
const { openTable } = require('./table');

async function main() {
  const table = await openTable('stock-levels', 2048);
  const levels = new WriteBehind(table, { everyMs: 4000 });

  const server = http.createServer(async (req, res) => {
    const [, root, sku] = req.url.split('/');
    res.setHeader('content-type', 'application/json');
    if (root !== 'stock' || !sku) return res.end(JSON.stringify(levels.state()));
    if (req.method === 'GET') {
      const row = levels.peek(sku) ?? (await table.read(sku));
      return res.end(JSON.stringify(row ?? { sku, level: null }));
    }
    let text = '';
    for await (const chunk of req) text += chunk;
    const { change, warehouse, reason } = JSON.parse(text);
    const row = levels.update(sku, (old) => ({
      sku,
      level: (old?.level ?? 0) + change,
      warehouse,
      last: { reason, change, at: new Date().toISOString() },
      moves: (old?.moves ?? 0) + 1,
    }));
    res.end(JSON.stringify({ sku, level: row.level }));
  });
  server.listen(process.env.PORT, '127.0.0.1');
}

main();
