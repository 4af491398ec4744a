const fastify = require('fastify')({ logger: false });
const { MemoryLevel } = require('memory-level');

const db = new MemoryLevel({ valueEncoding: 'json' });
const key = (device, at) => `reading!${device}!${String(at).padStart(14, '0')}`;
const kept = 40;

/** The newest reading of a device, or null. */
async function newest(device) {
  const iterator = db.iterator({ gte: key(device, 0), lte: key(device, 99999999999999), reverse: true });
  try {
    const entry = await iterator.next();
    if (!entry) return null;
    return { key: entry[0], ...entry[1] };
  } finally {
    await iterator.close();
  }
}

async function history(device, limit) {
  const readings = [];
  for await (const value of db.values({ gte: key(device, 0), lte: key(device, 99999999999999), reverse: true, limit })) {
    readings.push(value);
  }
  return readings;
}

async function store(device, value) {
  const last = await newest(device);
  const sequence = (last?.sequence ?? 0) + 1;
  const batch = db.batch().put(key(device, sequence), { device, value, sequence });
  if (sequence > kept) batch.del(key(device, sequence - kept));
  await batch.write();
  return { sequence, change: last ? value - last.value : 0 };
}

fastify.get('/', async () => ({ status: db.status }));

fastify.post('/devices/:device/readings', async (request, reply) => {
  const value = Number(request.body?.value);
  if (!Number.isFinite(value)) return reply.code(422).send({ error: 'value is not a number' });
  return store(request.params.device, value);
});

fastify.get('/devices/:device', async (request, reply) => {
  const reading = await newest(request.params.device);
  return reading ?? reply.code(404).send({ error: 'no readings' });
});

fastify.get('/devices/:device/history', async (request) => history(request.params.device, Math.min(kept, Number(request.query.limit) || 10)));

db.open()
  .then(() => Promise.all(['d1', 'd2', 'd3', 'd4'].map((device) => store(device, 20))))
  .then(() => fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' }));
