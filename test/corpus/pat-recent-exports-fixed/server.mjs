import http from 'node:http';
import { exportContacts, isFormat, recent } from './exports.mjs';

const types = { csv: 'text/csv', jsonl: 'application/x-ndjson', vcf: 'text/vcard' };

const server = http.createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://contacts.local');
  try {
    if (pathname === '/health') {
      res.writeHead(200, { 'content-type': 'application/json' });
      return res.end(JSON.stringify({ ok: true, latest: recent.latest(3) }));
    }
    const format = /^\/contacts\.(\w+)$/.exec(pathname)?.[1];
    if (req.method !== 'GET' || format === undefined || !isFormat(format)) {
      res.writeHead(404);
      return res.end('not found');
    }
    const text = await exportContacts(format, searchParams.get('city'));
    res.writeHead(200, { 'content-type': types[format], 'content-length': Buffer.byteLength(text) });
    res.end(text);
  } catch (error) {
    res.writeHead(500);
    res.end(error.message);
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1');
