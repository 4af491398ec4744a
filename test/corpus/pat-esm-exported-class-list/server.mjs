import { createServer } from 'node:http';
import Audit from './store.mjs';

createServer((req, res) => {
  res.end(String(Audit.record(req.socket.remotePort, req.url)));
}).listen(process.env.PORT, '127.0.0.1');
