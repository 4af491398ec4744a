const http = require('node:http');

const reports = { sales: (rows) => rows.reduce((sum, row) => sum + row.cents, 0), visits: (rows) => rows.length };
const rows = Array.from({ length: 50 }, (_, i) => ({ cents: 100 + i }));
let n = 0;

async function render(name) {
  const label = `report ${name} #${++n}`;
  console.time(label);
  const report = reports[name];
  if (report === undefined) throw new RangeError(`no report ${name}`);
  await null;
  const result = report(rows);
  console.timeEnd(label);
  return result;
}

http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  try {
    const result = await render(req.url.slice('/reports/'.length));
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ result }));
  } catch (error) {
    res.statusCode = error instanceof RangeError ? 404 : 500;
    res.end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
