const { Octokit } = require('@octokit/core');
const fastify = require('fastify')();
const { startForge } = require('./forge');
const { onIssue } = require('./labels');

const known = new Set(['opened', 'closed', 'labeled']);

async function main() {
  const octokit = new Octokit({ baseUrl: await startForge(), auth: 'token', log: { debug() {}, info() {}, warn() {}, error() {} } });

  fastify.get('/health', async () => ({ ok: true }));
  fastify.post('/hooks', async (request, reply) => {
    const event = request.body;
    if (!known.has(event.action)) return reply.code(202).send({ ignored: event.action });
    return { delivery: event.delivery, labels: await onIssue(octokit, event) };
  });

  await fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
}

main();
