import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { find, importCsv, latest } from './lib/importer.mjs';

/** The nightly file of a supplier, made here for trying out: one in `wrong` lines is damaged. */
function* supplierFile(lines, wrong) {
  for (let number = 1; number <= lines; number++) {
    yield number % wrong === 0 ? `damaged line ${number} of the supplier's file, with some rubbish\n` : `S-${number % 900},${number % 13},hall ${number % 5}\n`;
  }
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://stock');
  const [, scope, name] = url.pathname.split('/');
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const giveUp = new AbortController();
  response.once('close', () => giveUp.abort());
  try {
    if (scope === 'imports' && request.method === 'POST') {
      if (name !== 'demo') return send(200, await importCsv(request, { signal: giveUp.signal }));
      request.resume();
      const lines = Math.min(Number(url.searchParams.get('lines') ?? 100), 2000);
      const wrong = Math.max(1, Number(url.searchParams.get('wrong') ?? 10));
      const file = Readable.from(supplierFile(lines, wrong), { objectMode: false });
      return send(200, await importCsv(file, { signal: giveUp.signal }));
    }
    if (scope === 'imports') return send(200, latest(5));
    if (scope === 'stock') {
      const found = find(name);
      return found === null ? send(404, { error: 'unknown article' }) : send(200, found);
    }
    send(scope === '' ? 200 : 404, { service: 'stock' });
  } catch (error) {
    if (!response.destroyed) send(error instanceof RangeError ? 413 : 400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
