import { createServer } from 'node:http';
import { open, sessions } from './store.mjs';

createServer((req, res) => {
  open().pages.push(req.url);
  res.end(String(sessions.size));
}).listen(process.env.PORT, '127.0.0.1');
