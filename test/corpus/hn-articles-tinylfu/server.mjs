import { createServer } from 'node:http';
import { load } from './lib/articles.mjs';
import { TinyLfu } from './lib/tiny-lfu.mjs';

const cache = new TinyLfu(2200);
const loading = new Map();
const counts = { hits: 0, misses: 0 };

async function article(id) {
  const cached = cache.get(id);
  if (cached !== undefined) {
    counts.hits++;
    return cached;
  }
  counts.misses++;
  let pending = loading.get(id);
  if (pending === undefined) {
    pending = load(id)
      .then((loaded) => {
        cache.set(id, loaded);
        return loaded;
      })
      .finally(() => loading.delete(id));
    loading.set(id, pending);
  }
  return pending;
}

function send(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

createServer(async (request, response) => {
  const [, scope, ids = ''] = request.url.split('?')[0].split('/');
  try {
    if (scope === '') return send(response, 200, { ...counts, size: cache.size });
    if (scope === 'articles') return send(response, 200, await article(ids));
    if (scope === 'teasers') {
      const found = await Promise.all(ids.split(',').slice(0, 6).map(article));
      return send(response, 200, found.map(({ id, headline, teaser }) => ({ id, headline, teaser })));
    }
    send(response, 404, { error: 'not found' });
  } catch (error) {
    send(response, 500, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
