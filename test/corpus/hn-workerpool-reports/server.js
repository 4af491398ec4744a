const path = require('node:path');
const express = require('express');
const workerpool = require('workerpool');

const pool = workerpool.pool(path.join(__dirname, 'report-worker.js'), {
  workerType: 'thread', minWorkers: 1, maxWorkers: 3, workerTerminateTimeout: 1000,
});
const finished = new Map();
function keep(key, report) {
  finished.delete(key);
  finished.set(key, report);
  if (finished.size > 600) finished.delete(finished.keys().next().value);
}

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.get('/report', async (req, res, next) => {
  const from = Math.floor(Math.random() * 4000);
  const rows = 20 + (from % 40);
  try {
    let report = finished.get(from);
    if (report === undefined) report = await pool.exec('report', [from, rows]);
    keep(from, report);
    res.json({ from, primes: report.lines.filter(({ prime }) => prime).length });
  } catch (error) {
    next(error);
  }
});
app.listen(process.env.PORT, '127.0.0.1');
