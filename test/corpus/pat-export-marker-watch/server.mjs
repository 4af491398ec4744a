import { createServer } from 'node:http';
import { importExport, summary } from './lib/imports.mjs';

const daily = /^[a-z]+(-[\w-]+)?$/;

function send(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

createServer(async (request, response) => {
  request.resume();
  const url = new URL(request.url, 'http://imports');
  const [, scope, name] = url.pathname.split('/');
  try {
    if (scope === '') return send(response, 200, { ok: true });
    if (scope !== 'imports') return send(response, 404, { error: 'not found' });
    if (request.method === 'GET') return send(response, 200, summary());
    if (!daily.test(name ?? '')) return send(response, 400, { error: 'bad name' });
    const waitMs = Math.min(Number(url.searchParams.get('wait') ?? 5), 2000);
    const outcome = await importExport(name, waitMs);
    send(response, outcome.state === 'imported' ? 200 : 202, outcome);
  } catch (error) {
    send(response, 500, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
