import { createServer } from 'node:http';

/** Answers every request with what `handle` returns; requests are numbered. */
export function serve(handle) {
  let requests = 0;
  createServer(async (request, response) => {
    requests += 1;
    response.end(await handle({ id: `r${requests}`, url: request.url }));
  }).listen(Number(process.env.PORT), '127.0.0.1');
}
