const Fastify = require('fastify');
const { LRUCache } = require('lru-cache');

const reports = new LRUCache({
  maxSize: 40 * 1024 * 1024,
  sizeCalculation: (report) => JSON.stringify(report).length,
});

const app = Fastify();
let ordered = 0;

function build(id) {
  const rows = Array.from({ length: 15 }, (_, day) => ({ day, visits: (id * 31 + day * 7) % 997, orders: (id + day) % 41 }));
  return { id, rows, total: rows.reduce((sum, row) => sum + row.visits, 0) };
}

app.get('/reports/latest', async () => {
  const id = `r-${(ordered++).toString(36)}`;
  let report = reports.get(id);
  if (report === undefined) {
    report = build(ordered);
    reports.set(id, report);
  }
  return report;
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
