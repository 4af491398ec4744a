'use strict';
const fastify = require('fastify');
const { previewOf } = require('./previews');

const app = fastify({ trustProxy: true });

app.get(
  '/preview',
  { schema: { querystring: { type: 'object', required: ['url'], properties: { url: { type: 'string', maxLength: 2000 } } } } },
  async (request, reply) => {
    if (!URL.canParse(request.query.url)) return reply.code(400).send({ error: 'not a link' });
    const { title, description, image, link } = await previewOf(request.query.url);
    reply.header('cache-control', 'public, max-age=300');
    return { title, description, image, link };
  },
);

app.post('/messages', async (request) => {
  const links = request.body.text.match(/https?:\/\/\S+/g) ?? [];
  const found = await Promise.all(links.slice(0, 3).map(previewOf));
  return { text: request.body.text, previews: found.map(({ title, image }) => ({ title, image })) };
});

app.get('/health', async () => ({ ok: true }));

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
