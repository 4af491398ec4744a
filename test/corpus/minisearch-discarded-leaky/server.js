const fastify = require('fastify')({ logger: false });
const MiniSearch = require('minisearch');

const adjectives = ['red', 'oak', 'steel', 'folding', 'outdoor', 'kids', 'wall', 'round'];
const nouns = ['table', 'chair', 'lamp', 'shelf', 'bench', 'mirror', 'clock'];

const index = new MiniSearch({
  fields: ['title', 'description', 'state'],
  storeFields: ['title', 'price', 'stock'],
  autoVacuum: false,
});

const products = new Map();
for (let id = 1; id <= 400; id++) {
  const title = `${adjectives[id % adjectives.length]} ${nouns[id % nouns.length]} ${id}`;
  products.set(id, { id, title, description: `A ${title} for home and office`, state: 'available', price: 1000 + id * 7, stock: 20 });
}
index.addAll([...products.values()]);

function update(id, change) {
  const product = { ...products.get(id), ...change };
  product.state = product.stock > 0 ? 'available' : 'sold out';
  products.set(id, product);
  index.replace(product);
  return product;
}

fastify.get('/', async () => ({ products: products.size }));

fastify.get('/search', async ({ query }) => index.search(query.q ?? '', { prefix: true, fuzzy: false }).slice(0, 10));

fastify.post('/products/:id/stock', async ({ params, body }, reply) => {
  const id = Number(params.id);
  if (!products.has(id)) return reply.code(404).send({ error: 'no such product' });
  return update(id, { stock: Math.max(0, Number(body?.stock ?? 0)) });
});

fastify.post('/products/:id/price', async ({ params, body }, reply) => {
  const id = Number(params.id);
  if (!products.has(id)) return reply.code(404).send({ error: 'no such product' });
  return update(id, { price: Number(body?.price) || products.get(id).price });
});

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
