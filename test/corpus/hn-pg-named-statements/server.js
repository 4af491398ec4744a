const http = require('node:http');
const { Pool } = require('pg');
const { startMockPostgres } = require('./mock-postgres.js');

const columns = ['price', 'stock', 'rating', 'weight', 'margin', 'returns', 'views', 'sold', 'age', 'reach'];
const statements = Array.from({ length: 260 }, (_, n) => ({
  name: `report_${n}`,
  text: `select sum(${columns[n % 10]}) as total from ${columns[(n * 7) % 10]}_by_day as d ` +
    `join regions r on r.id = d.region and r.code = ${n} where d.day >= $1 and d.tenant = $2 group by ${columns[n % 10]} /* report ${n} */`,
}));

async function main() {
  const port = Number(process.env.PGPORT ?? (await startMockPostgres()));
  const pool = new Pool({ host: '127.0.0.1', port, user: 'app', database: 'reports', max: 24, min: 2, idleTimeoutMillis: 4000 });
  pool.on('error', (error) => console.error(error.message));

  http.createServer(async (req, res) => {
    if (req.url === '/health') return res.end('ok');
    const { name, text } = statements[Math.floor(statements.length * Math.random() ** 2)];
    // A dashboard asks for some tiles at once.
    const tiles = Math.random() < 0.1 ? 6 : 1;
    try {
      const answers = await Promise.all(Array.from({ length: tiles }, (_, n) => pool.query({ name, text, values: ['2024-01-01', n] })));
      res.end(JSON.stringify(answers.map(({ rows }) => rows[0].total)));
    } catch (error) {
      res.statusCode = 500;
      res.end(error.message);
    }
  }).listen(process.env.PORT, '127.0.0.1');
}
main();
