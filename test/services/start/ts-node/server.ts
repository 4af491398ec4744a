// With LEAK set it keeps an entry for each request. The interface is there to be stripped, so that lines move.
import { createServer } from 'node:http';

interface Entry {
  readonly url: string | undefined;
  readonly at: number;
}

const kept: Entry[] = [];

createServer((request, response) => {
  if (process.env['LEAK']) kept.push({ url: request.url, at: kept.length });
  response.end('ok');
}).listen(Number(process.env['PORT']), '127.0.0.1');
