import { createServer } from 'node:http';
import { BadFilter } from './lib/compile.mjs';
import { loadCustomers } from './lib/customers.mjs';
import { count, preview } from './lib/segments.mjs';

const customers = loadCustomers(400);

const saved = {
  'loyal-germans': { all: [{ field: 'country', op: 'eq', value: 'DE' }, { field: 'orders', op: 'gte', value: 10 }] },
  'paying': { field: 'plan', op: 'in', value: ['basic', 'pro'] },
  'active': { all: [{ field: 'lastSeen', op: 'within', value: '30d' }, { not: { field: 'plan', op: 'eq', value: 'free' } }] },
  'young-or-big': { any: [{ field: 'age', op: 'lt', value: 25 }, { field: 'spent', op: 'gt', value: 3000 }] },
};

async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > 16_384) throw new BadFilter('filter too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

function answer(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://segments');
  try {
    if (request.method === 'POST' && pathname === '/segments/count') {
      return answer(response, 200, count(customers, await bodyOf(request)));
    }
    if (request.method === 'POST' && pathname === '/segments/preview') {
      const limit = Math.min(Number(searchParams.get('limit') ?? 10), 50);
      return answer(response, 200, preview(customers, await bodyOf(request), limit));
    }
    const name = pathname.slice('/segments/'.length);
    if (Object.hasOwn(saved, name)) return answer(response, 200, { name, ...count(customers, saved[name]) });
    answer(response, pathname === '/' ? 200 : 404, { segments: Object.keys(saved) });
  } catch (error) {
    const status = error instanceof BadFilter || error instanceof SyntaxError ? 400 : 500;
    answer(response, status, { error: error.message });
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
