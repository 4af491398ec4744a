const Fastify = require('fastify');
const { InMemoryRateLimiter } = require('rolling-rate-limiter');

const app = Fastify();
const perVoter = new InMemoryRateLimiter({ interval: 1500, maxInInterval: 5 });
const votes = { tulip: 0, rose: 0, iris: 0 };

app.get('/', async () => votes);

app.post('/votes/:flower', async (request, reply) => {
  const { flower } = request.params;
  if (!Object.hasOwn(votes, flower)) return reply.code(404).send({ error: 'no such flower' });
  const voter = request.headers['x-voter'] ?? request.ip;
  const { blocked, millisecondsUntilAllowed } = await perVoter.limitWithInfo(voter);
  if (blocked) return reply.code(429).header('retry-after', Math.ceil(millisecondsUntilAllowed / 1000)).send({ error: 'slowly' });
  votes[flower]++;
  return { flower, votes: votes[flower] };
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
