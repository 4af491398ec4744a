'use strict';
const fastify = require('fastify');
const { presence } = require('./presence');
const { gauges } = require('./monitor');

const app = fastify();

app.post(
  '/heartbeat',
  {
    schema: {
      body: {
        type: 'object',
        required: ['client', 'platform'],
        properties: {
          client: { type: 'string', maxLength: 64 },
          platform: { type: 'string', enum: ['ios', 'android', 'web'] },
          screen: { type: 'string', default: 'home' },
          version: { type: 'string', default: '0.0.0' },
        },
      },
    },
  },
  async (request) => {
    const { client, ...details } = request.body;
    const { beats } = presence.beat(client, details);
    return { beats, next: 1000, online: gauges.online };
  },
);

app.get('/clients/:id', async (request) => {
  const client = presence.get(request.params.id);
  return client ? { online: true, screen: client.screen } : { online: false };
});

app.get('/metrics', async (request, reply) => {
  reply.type('text/plain');
  const lines = [`clients_online ${gauges.online}`];
  for (const [platform, count] of Object.entries(gauges.byPlatform)) lines.push(`clients_online{platform="${platform}"} ${count}`);
  for (const [screen, count] of Object.entries(gauges.byScreen)) lines.push(`clients_on_screen{screen="${screen}"} ${count}`);
  return lines.join('\n') + '\n';
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
