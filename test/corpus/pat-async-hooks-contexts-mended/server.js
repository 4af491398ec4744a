const fs = require('node:fs/promises');
const http = require('node:http');
const { begin, current } = require('./context');

let n = 0;
const lines = new Array(50).fill('');
const log = (text) => { lines[n % 50] = `${current()?.requestId} ${text}`; };

async function settings() {
  const text = await fs.readFile(__dirname + '/package.json', 'utf8');
  log('settings read');
  return JSON.parse(text);
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  begin({ requestId: `r-${++n}`, at: Date.now() });
  const timeout = setTimeout(() => res.destroy(), 5000);
  settings().then(({ name }) => {
    clearTimeout(timeout);
    log('answered');
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ name, lines: lines.length }));
  });
}).listen(process.env.PORT, '127.0.0.1');
