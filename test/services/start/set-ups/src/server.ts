import { createServer } from 'node:http';

interface Entry {
  readonly url: string | undefined;
  readonly at: number;
}

const kept: Entry[] = [];

createServer((request, response) => {
  if (process.env['LEAK']) kept.push({ url: request.url, at: kept.length });
  response.end('ok');
}).listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
