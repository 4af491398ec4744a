const fastify = require('fastify');

const answers = new Map();
const keepFor = 8000;
const app = fastify();
app.addHook('preHandler', async (request, reply) => {
  const now = performance.now();
  for (const [key, { at }] of answers) {
    if (now - at < keepFor) break;
    answers.delete(key);
  }
  const kept = answers.get(request.headers['idempotency-key']);
  if (kept !== undefined) return reply.send(kept.answer);
});
app.post('/payments', async (request) => {
  const answer = { state: 'booked', cents: request.body.cents, receipt: 'r-' + Math.random().toString(36).slice(2) };
  answers.set(request.headers['idempotency-key'], { at: performance.now(), answer });
  return answer;
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
