const fastify = require('fastify')();
const browserslist = require('browserslist');

const presets = {
  modern: 'last 2 chrome versions, last 2 firefox versions',
  broad: 'last 4 major versions and not dead',
};

function supportFor(query) {
  const browsers = browserslist(query);
  const families = {};
  for (const browser of browsers) {
    const [family, version] = browser.split(' ');
    (families[family] ??= []).push(version);
  }
  return { count: browsers.length, families };
}

fastify.get('/', async () => ({ presets: Object.keys(presets) }));

fastify.get('/presets/:name', async (request, reply) => {
  const query = presets[request.params.name];
  if (!query) return reply.code(404).send({ error: 'no such preset' });
  return supportFor(query);
});

fastify.post('/targets', {
  schema: { body: { type: 'object', required: ['query'], properties: { query: { type: 'string', maxLength: 300 } } } },
}, async (request, reply) => {
  try {
    const { count, families } = supportFor(request.body.query);
    return { query: request.body.query, count, oldest: Object.fromEntries(Object.entries(families).map(([family, versions]) => [family, versions.at(-1)])) };
  } catch (error) {
    return reply.code(422).send({ error: error.message });
  }
});

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
