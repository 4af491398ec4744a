import { serve } from '@hono/node-server';
import { graphql, parse, subscribe, validate } from 'graphql';
import { createPubSub, createSchema } from 'graphql-yoga';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const STEPS = ['assigned', 'arriving', 'waiting', 'driving', 'done'];
const pubsub = createPubSub();

function rideOf(id, step = 0) {
  const number = [...id].reduce((sum, c) => (sum * 33 + c.charCodeAt(0)) % 9973, 5);
  return { id, status: STEPS[step], driver: `D${number % 40}`, eta: 2 + (number % 9), position: { lat: 48.2 + (number % 100) / 1e4, lon: 16.37 } };
}

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type Position {
      lat: Float!
      lon: Float!
    }
    type Ride {
      id: ID!
      status: String!
      driver: String!
      eta: Int!
      position: Position!
    }
    type Query {
      ride(id: ID!): Ride!
    }
    type Mutation {
      advance(id: ID!, step: Int!): Ride!
    }
    type Subscription {
      rideChanged(id: ID!): Ride!
    }
  `,
  resolvers: {
    Query: { ride: (_, { id }) => rideOf(id) },
    Mutation: {
      advance: (_, { id, step }) => {
        const ride = rideOf(id, Math.min(Math.max(step, 0), STEPS.length - 1));
        pubsub.publish('ride', id, ride);
        return ride;
      },
    },
    Subscription: { rideChanged: { subscribe: (_, { id }) => pubsub.subscribe('ride', id), resolve: (ride) => ride } },
  },
});

const HEARTBEAT_MS = 15_000;
const MAX_STREAM_MS = Number(process.env.MAX_STREAM_MS ?? 25_000);

const RIDE = 'query ($id: ID!) { ride(id: $id) { id status driver eta position { lat lon } } }';
const ADVANCE = 'mutation ($id: ID!, $step: Int!) { advance(id: $id, step: $step) { id status eta } }';
const LIVE = parse('subscription ($id: ID!) { rideChanged(id: $id) { id status driver eta position { lat lon } } }');
const errors = validate(schema, LIVE);
if (errors.length > 0) throw errors[0];

const app = new Hono();

app.onError((error, c) => {
  console.error(error);
  return c.json({ error: 'internal error' }, 500);
});

app.get('/health', (c) => c.text('ok'));

app.get('/rides/:id', async (c) => {
  const { data } = await graphql({ schema, source: RIDE, variableValues: { id: c.req.param('id') } });
  return c.json(data.ride);
});

app.post('/rides/:id/advance', async (c) => {
  const { step } = await c.req.json();
  if (!Number.isInteger(step)) return c.json({ error: 'step must be an integer' }, 422);
  const { data } = await graphql({ schema, source: ADVANCE, variableValues: { id: c.req.param('id'), step } });
  return c.json(data.advance);
});

app.get('/rides/:id/live', async (c) => {
  const id = c.req.param('id');
  const { data } = await graphql({ schema, source: RIDE, variableValues: { id } });
  const changes = await subscribe({ schema, document: LIVE, variableValues: { id } });

  return streamSSE(c, async (stream) => {
    let sequence = 0;
    const send = (event, payload) => stream.writeSSE({ id: String(sequence++), event, data: JSON.stringify(payload) });

    const heartbeat = setInterval(() => stream.write(': keep-alive\n\n'), HEARTBEAT_MS);
    const expiry = setTimeout(finish, MAX_STREAM_MS);
    function finish() {
      clearInterval(heartbeat);
      clearTimeout(expiry);
      void changes.return();
      void stream.close();
    }
    stream.onAbort(finish);

    await send('ride', data.ride);
    for await (const { data: change } of changes) {
      if (stream.aborted || stream.closed) break;
      await send('ride', change.rideChanged);
      if (change.rideChanged.status === 'done') break;
    }
    finish();
  });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
