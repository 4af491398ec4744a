import Fastify from 'fastify';
import { allowed, sessionOf } from './access.mjs';

const app = Fastify();

app.get('/health', async () => 'ok');
app.get('/reports/:report', async (request, reply) => {
  const session = sessionOf(request.headers);
  const rights = ['read', 'export', 'share'].filter((action) => allowed(session, request.params.report, action));
  if (!rights.includes('read')) return reply.code(403).send({ error: 'not for you' });
  // Asked once more for each column, from the same session.
  const columns = ['month', 'turnover', 'margin'].filter((column) => column !== 'margin' || allowed(session, request.params.report, 'share'));
  return { report: request.params.report, rights, columns };
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
