import { createServer } from 'node:http';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Mounts every example of a folder (`NAME.mjs` with an export `handle`) at `/NAME`, and all of them at `/all`.
const folder = process.argv[2];
const handlers = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs'))) {
  const { handle } = await import(pathToFileURL(join(folder, file)).href);
  handlers.set(`/${file.replace('.mjs', '')}`, handle);
}

handlers.set('/all', async (request) => {
  for (const [path, handle] of handlers) if (path !== '/all') await handle(request);
  return 'all';
});

let requests = 0;
createServer(async (request, response) => {
  requests += 1;
  const handle = handlers.get(request.url);
  response.end(handle === undefined ? [...handlers.keys()].join('\n') : await handle({ id: `r${requests}` }));
}).listen(Number(process.env.PORT), '127.0.0.1');
