const express = require('express');
const PDFDocument = require('pdfkit');
const archiver = require('archiver');
const { pipeline } = require('node:stream/promises');
const { createGzip } = require('node:zlib');
const Papa = require('papaparse');

const prices = { 'a-1': 199, 'b-7': 2450, 'c-3': 80, 'd-9': 1290 };

function invoiceOf(id) {
  const lines = Object.keys(prices).map((sku, n) => ({ sku, quantity: 1 + ((id.length + n) % 5), cents: prices[sku] }));
  return { id, date: new Date(), lines, total: lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0) };
}

function drawInvoice({ id, date, lines, total }) {
  const doc = new PDFDocument({ size: 'A5', margin: 40, info: { Title: `Invoice ${id}`, CreationDate: date } });
  doc.fontSize(16).text(`Invoice ${id}`).moveDown();
  doc.fontSize(9);
  for (const { sku, quantity, cents } of lines) doc.text(`${quantity} x ${sku}`, { continued: true }).text(` ${(cents / 100).toFixed(2)}`, { align: 'right' });
  doc.moveDown().fontSize(11).text(`Total ${(total / 100).toFixed(2)} EUR`, { align: 'right' });
  doc.end();
  return doc;
}

const app = express();
app.disable('etag');
app.use(express.text({ type: 'text/csv', limit: '200kb' }));

app.get('/invoices/:id.pdf', async (req, res) => {
  res.type('pdf').attachment(`invoice-${req.params.id}.pdf`);
  await pipeline(drawInvoice(invoiceOf(req.params.id)), res);
});

app.get('/invoices/:id.zip', async (req, res) => {
  const invoice = invoiceOf(req.params.id);
  const zip = archiver('zip', { zlib: { level: 4 } });
  res.type('zip');
  zip.append(Papa.unparse(invoice.lines), { name: 'lines.csv', date: invoice.date });
  zip.append(JSON.stringify(invoice), { name: 'invoice.json', date: invoice.date });
  zip.append(drawInvoice(invoice), { name: 'invoice.pdf', date: invoice.date });
  const sent = pipeline(zip, res);
  await zip.finalize();
  await sent;
});

app.get('/export.csv.gz', async (req, res) => {
  res.type('application/gzip');
  async function* rows() {
    yield 'id,total\n';
    for (let n = 0; n < 200; n++) yield `${req.query.from}-${n},${invoiceOf(String(n)).total}\n`;
  }
  await pipeline(rows, createGzip({ level: 3 }), res);
});

app.post('/import', (req, res) => {
  const { data, errors } = Papa.parse(req.body, { header: true, dynamicTyping: true, skipEmptyLines: true });
  const total = data.reduce((sum, row) => sum + (row.quantity || 0) * (prices[row.sku] || 0), 0);
  res.status(errors.length ? 422 : 201).json({ rows: data.length, total, errors: errors.slice(0, 3) });
});

app.listen(process.env.PORT, '127.0.0.1');
