import Fastify from 'fastify';
import { createHash } from 'node:crypto';
import { releases, symbolicate } from './symbolicate.js';

const app = Fastify({ bodyLimit: 64 * 1024 });
const seen = new Map();

const schema = {
  body: {
    type: 'object',
    required: ['release', 'frames'],
    properties: {
      release: { type: 'string', enum: releases() },
      message: { type: 'string', maxLength: 500 },
      frames: {
        type: 'array',
        maxItems: 50,
        items: { type: 'object', properties: { line: { type: 'integer' }, column: { type: 'integer' } } },
      },
    },
  },
};

app.get('/', async () => ({ service: 'symbolicator' }));
app.get('/releases', async () => ({ releases: releases(), groups: seen.size }));

app.post('/stacks', { schema }, async (request, reply) => {
  const { release, message = 'Error', frames } = request.body;
  const stack = await symbolicate(release, frames);
  const group = createHash('sha1').update(`${message}\n${stack.map((f) => f.source + f.line).join()}`).digest('hex');
  if (seen.size < 1000 || seen.has(group)) seen.set(group, (seen.get(group) ?? 0) + 1);
  return reply.code(201).send({ group, count: seen.get(group), stack });
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
