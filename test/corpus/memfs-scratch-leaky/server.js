const express = require('express');
const { randomUUID } = require('node:crypto');
const { fs: scratch } = require('memfs');

scratch.mkdirSync('/labels', { recursive: true });

function parseLabels(file) {
  const [head, ...rows] = scratch.readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(';'));
  return rows.map((cells, index) => {
    if (cells.length !== head.length) throw new Error(`row ${index + 1} has ${cells.length} of ${head.length} cells`);
    return Object.fromEntries(head.map((name, column) => [name, cells[column].trim()]));
  });
}

/** Prints labels by way of a scratch file, as the printer's library wants a path. */
function print(csv) {
  const file = `/labels/${randomUUID()}.csv`;
  scratch.writeFileSync(file, csv);
  const labels = parseLabels(file);
  const sheets = Math.ceil(labels.length / 24);
  scratch.unlinkSync(file);
  return { labels: labels.length, sheets, first: labels[0] ?? null };
}

const app = express();
app.use(express.text({ type: 'text/csv' }));

app.post('/labels', (req, res) => {
  try {
    res.status(201).json(print(req.body));
  } catch (error) {
    res.status(422).json({ error: error.message });
  }
});

app.get('/health', (req, res) => res.json({ ok: true }));
app.listen(process.env.PORT, '127.0.0.1');
