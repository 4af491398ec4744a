// The plain service: answers 200 on every path. PORT and HOST from the environment; UNREF leaves the server unref'ed;
// BALLAST fills the heap with that many small objects; EXIT_ON_TERM ends through process.exit on SIGTERM.
const http = require('node:http');
const ballast = Array.from({ length: Number(process.env.BALLAST ?? 0) }, (_, i) => ({ key: `k${i}`, pair: [i, i] }));
const kept = new Map();
const server = http.createServer((request, response) => {
  if (request.url === '/keep') kept.set(kept.size, { at: kept.size });
  response.end(`${process.pid} ${ballast.length}`);
});
server.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1', () => console.log('up'));
if (process.env.UNREF) { server.unref(); setInterval(() => {}, 1e6); }
if (process.env.EXIT_ON_TERM) process.on('SIGTERM', () => { console.log('terminating'); process.exit(0); });
globalThis.boot = { server, kept };
