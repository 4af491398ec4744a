import { createServer } from 'node:http';
import { note, transcript } from './store.mjs';

createServer((req, res) => {
  note(req);
  res.end(String(transcript.length));
}).listen(process.env.PORT, '127.0.0.1');
