import { createServer } from 'node:http';
import { insert, root } from './index-tree.mjs';

createServer((req, res) => {
  insert(Math.random(), req.headers.host);
  res.end(String(root.key));
}).listen(process.env.PORT, '127.0.0.1');
