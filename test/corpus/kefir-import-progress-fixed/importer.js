const Kefir = require('kefir');

const progress = Kefir.pool();
const totals = { rows: 0, files: {} };

progress.onValue(({ supplier, rows }) => {
  totals.rows += rows;
  totals.files[supplier] = (totals.files[supplier] ?? 0) + 1;
});

function parse(line, number, columns) {
  const fields = line.split(';');
  if (fields.length !== columns.length) throw new RangeError(`line ${number}: ${columns.length} fields expected, ${fields.length} found`);
  return Object.fromEntries(columns.map((column, i) => [column, fields[i].trim()]));
}

function importList(supplier, text) {
  let emitter;
  progress.plug(Kefir.stream((own) => {
    emitter = own;
  }));
  try {
    const [header, ...lines] = text.trim().split('\n');
    const columns = header.split(';').map((column) => column.trim());
    const rows = lines.map((line, i) => parse(line, i + 2, columns));
    emitter.emit({ supplier, rows: rows.length });
    return rows;
  } finally {
    emitter.end();
  }
}

module.exports = { importList, progress, totals };
