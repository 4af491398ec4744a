const http = require('node:http');
const genericPool = require('generic-pool');
const { setTimeout: wait } = require('node:timers/promises');

let opened = 0;
const pool = genericPool.createPool({
  create: async () => ({ id: ++opened, rows: new Array(1000).fill(null).map((_, n) => n + 0.5), statements: new Map() }),
  destroy: async (connection) => connection.statements.clear(),
}, { min: 2, max: 40, idleTimeoutMillis: 5000, evictionRunIntervalMillis: 1000, fifo: false });

http.createServer(async (req, res) => {
  // Seldom many at once: the pool grows by and by.
  const count = 1 + Math.floor(6 * Math.random() ** 6);
  await Promise.all(Array.from({ length: count }, async () => {
    const connection = await pool.acquire();
    connection.statements.set('select ' + (opened % 5), Date.now());
    await wait(1);
    await pool.release(connection);
  }));
  res.end(String(pool.size));
}).listen(process.env.PORT, '127.0.0.1');
