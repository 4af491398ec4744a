import { createHash } from 'node:crypto';
import polka from 'polka';
import { print } from './receipt.js';

async function json(req, res, next) {
  try {
    let text = '';
    for await (const chunk of req) text += chunk;
    req.body = text ? JSON.parse(text) : {};
    next();
  } catch {
    res.writeHead(400).end('no JSON');
  }
}

function known(req, res, next) {
  const { lines } = req.body;
  if (Array.isArray(lines) && lines.every(({ quantity, cents }) => quantity > 0 && cents >= 0)) return next();
  res.writeHead(422).end('lines');
}

const app = polka();
app.get('/', (req, res) => res.end('receipts'));
app.get('/receipts/columns', (req, res) => res.end(print({ number: 'number', lines: [] }).join('\n')));
app.post('/receipts/:number', json, known, (req, res) => {
  const text = print({ number: req.params.number, ...req.body }).join('\n');
  res.writeHead(201, { 'content-type': 'text/plain', etag: `"${createHash('sha1').update(text).digest('base64url')}"` });
  res.end(text);
});
app.listen(process.env.PORT, '127.0.0.1');
