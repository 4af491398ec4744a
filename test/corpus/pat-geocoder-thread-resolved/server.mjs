import http from 'node:http';
import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';

const worker = new Worker(new URL('./geocoder.mjs', import.meta.url));
const geocoder = Comlink.wrap(nodeEndpoint(worker));
await geocoder.ready();

http
  .createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://places.local');
    res.setHeader('content-type', 'application/json');
    if (pathname === '/') return res.end('{"ok":true}');
    if (pathname === '/stats') return res.end(JSON.stringify(await geocoder.stats()));
    const query = searchParams.get('q');
    if (!query) return res.writeHead(400).end('{"error":"q"}');
    const place = await geocoder.locate(query, searchParams.get('country') ?? 'de');
    res.end(JSON.stringify(place));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
