import { createServer } from 'node:http';
import { notes, recent, remember } from './store.mjs';

let last = 0;
createServer((req, res) => {
  remember(++last, { url: req.url, at: Date.now() });
  res.end(String(recent.size + notes.length));
}).listen(process.env.PORT, '127.0.0.1');
