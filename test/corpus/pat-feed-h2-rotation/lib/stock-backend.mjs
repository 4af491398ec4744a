import { createServer } from 'node:http2';

/** The stock backend, run in the same process on the developer's machine and in the tests. */
export function startStockBackend() {
  const server = createServer();
  const changes = new Set();
  let revision = 0;

  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    const path = headers[':path'];
    if (path === '/changes') {
      stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
      stream.write(`{"revision":${revision}}\n`);
      changes.add(stream);
      stream.on('close', () => changes.delete(stream));
      return;
    }
    const article = /^\/stock\/([\w-]+)$/.exec(path)?.[1];
    if (article === undefined) return stream.respond({ ':status': 404 }, { endStream: true });
    revision++;
    stream.respond({ ':status': 200, 'content-type': 'application/json' });
    stream.end(JSON.stringify({ article, onHand: (article.length * 17 + revision) % 90, revision }));
  });

  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
