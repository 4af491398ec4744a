import { createServer } from 'node:http';
import { reduce, state } from './store.mjs';

createServer((req, res) => {
  reduce({ url: req.url, at: Date.now() });
  res.end(String(state.visits.length));
}).listen(process.env.PORT, '127.0.0.1');
