import { createServer } from 'node:http';
import { record } from './audit.mjs';

const documents = new Map(['terms', 'privacy', 'imprint'].map((name, i) => [name, { name, revision: 3 + i, text: 'Lorem ipsum. '.repeat(20) }]));

createServer((req, res) => {
  const [, kind, name] = req.url.split('/');
  const document = kind === 'documents' ? documents.get(name) : undefined;
  if (kind === 'documents') record({ who: req.headers['x-user'] ?? 'anonymous', what: `${req.method} ${req.url}`, found: document !== undefined });
  if (!document && kind) {
    res.writeHead(404).end();
    return;
  }
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify(document ?? { ok: true }));
}).listen(process.env.PORT, '127.0.0.1');
