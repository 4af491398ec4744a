const express = require('express');
const { createReadStream } = require('node:fs');
const { mkdtempSync, promises: fs } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { randomUUID } = require('node:crypto');
const { save } = require('./save');

const exportsFolder = mkdtempSync(join(tmpdir(), 'exports-'));
const app = express();
app.use(express.json({ limit: '200kb' }));

app.get('/', (req, res) => res.json({ service: 'exports' }));

app.post('/exports', async (req, res, next) => {
  const { rows = [], separator = ';' } = req.body;
  const file = join(exportsFolder, `${randomUUID()}.csv`);
  try {
    await save(file, toCsv(rows, separator));
    const { size } = await fs.stat(file);
    res.set('content-length', String(size)).type('text/csv');
    const stream = createReadStream(file);
    stream.on('error', next);
    stream.on('close', () => fs.unlink(file).catch(() => {}));
    stream.pipe(res);
  } catch (error) {
    next(error);
  }
});

function toCsv(rows, separator) {
  if (rows.length === 0) return '\n';
  const columns = Object.keys(rows[0]);
  const line = (cells) => cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(separator);
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n');
}

process.on('SIGTERM', async () => {
  await fs.rm(exportsFolder, { recursive: true, force: true });
  process.exit(0);
});
app.listen(process.env.PORT, '127.0.0.1');
