const fastify = require('fastify');
const { parse } = require('protobufjs');
const { Packr } = require('msgpackr');
const avro = require('avsc');

const { root } = parse(`
  syntax = "proto3";
  message Sample { int64 at = 1; double value = 2; string unit = 3; }
  message Batch { string device = 1; repeated Sample samples = 2; map<string, string> tags = 3; }
  message Receipt { string device = 1; uint32 accepted = 2; double mean = 3; }
`);
const Batch = root.lookupType('Batch');
const Receipt = root.lookupType('Receipt');
const packr = new Packr({ useRecords: false });
const reading = avro.Type.forSchema({
  type: 'record',
  name: 'Reading',
  fields: [
    { name: 'device', type: 'string' },
    { name: 'mean', type: 'double' },
    { name: 'samples', type: { type: 'array', items: 'double' } },
  ],
});

const app = fastify({ logger: false, bodyLimit: 256 * 1024 });
const totals = { batches: 0, samples: 0, byFormat: { protobuf: 0, msgpack: 0, json: 0 } };

app.addContentTypeParser('application/x-protobuf', { parseAs: 'buffer' }, async (request, body) => {
  totals.byFormat.protobuf++;
  return Batch.toObject(Batch.decode(body), { longs: Number, defaults: true });
});
app.addContentTypeParser('application/msgpack', { parseAs: 'buffer' }, async (request, body) => {
  totals.byFormat.msgpack++;
  return packr.unpack(body);
});

function meanOf(samples) {
  return samples.length ? samples.reduce((sum, { value }) => sum + value, 0) / samples.length : 0;
}

app.post('/batches', async (request, reply) => {
  const { device, samples } = request.body;
  totals.batches++;
  totals.samples += samples.length;
  const receipt = { device, accepted: samples.length, mean: meanOf(samples) };
  reply.code(202);
  const accept = request.headers.accept ?? '';
  if (accept.includes('protobuf')) return reply.type('application/x-protobuf').send(Buffer.from(Receipt.encode(receipt).finish()));
  if (accept.includes('msgpack')) return reply.type('application/msgpack').send(packr.pack(receipt));
  return receipt;
});

app.get('/devices/:device/sample.:format', async ({ params }, reply) => {
  const samples = Array.from({ length: 24 }, (_, n) => ({ at: Date.now() - n * 1000, value: 20 + Math.sin(n), unit: 'C' }));
  if (params.format === 'pb') {
    const message = Batch.create({ device: params.device, samples, tags: { site: 'north' } });
    return reply.type('application/x-protobuf').send(Buffer.from(Batch.encode(message).finish()));
  }
  if (params.format === 'avro') {
    const bytes = reading.toBuffer({ device: params.device, mean: meanOf(samples), samples: samples.map(({ value }) => value) });
    reply.header('x-samples', reading.fromBuffer(bytes).samples.length);
    return reply.type('avro/binary').send(bytes);
  }
  return reply.type('application/msgpack').send(packr.pack({ device: params.device, samples }));
});

// What a gateway would send, back through the front door.
app.post('/replay/:device', async ({ params, query }) => {
  const batch = { device: params.device, samples: Array.from({ length: 10 }, (_, n) => ({ at: n, value: n / 3, unit: 'bar' })), tags: {} };
  const protobuf = query.as === 'pb';
  const answer = await app.inject({
    method: 'POST',
    url: '/batches',
    headers: { 'content-type': protobuf ? 'application/x-protobuf' : 'application/msgpack', accept: protobuf ? 'application/x-protobuf' : 'application/msgpack' },
    payload: protobuf ? Buffer.from(Batch.encode(Batch.create(batch)).finish()) : packr.pack(batch),
  });
  return protobuf ? Receipt.toObject(Receipt.decode(answer.rawPayload)) : packr.unpack(answer.rawPayload);
});

app.get('/totals', async () => totals);

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
