const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exports-'));
const file = path.join(folder, 'orders.csv');
fs.writeFileSync(file, 'id;customer;total\n' + '1047;Lovelace;19.90\n'.repeat(400_000));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit(0));

function sendExport(res) {
  res.writeHead(200, { 'content-type': 'text/csv' });
  pipeline(fs.createReadStream(file), res, () => {});
}

// Reads the header line of the export, as the importer of the other team does, and hangs up.
function columns() {
  return new Promise((resolve, reject) => {
    const client = http.get({ host: '127.0.0.1', port: process.env.PORT, path: '/exports/orders.csv', agent: false }, (answer) => {
      answer.once('data', (chunk) => {
        client.destroy();
        resolve(chunk.toString('latin1', 0, chunk.indexOf(10)).split(';'));
      });
      answer.on('error', () => {});
    });
    client.on('error', reject);
  });
}

http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.url === '/exports/orders.csv') return sendExport(res);
  try {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ columns: await columns() }));
  } catch (error) {
    res.statusCode = 500;
    res.end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
