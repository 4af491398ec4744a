const http = require('node:http');
const { Outbox } = require('./lib/outbox');
const { collector } = require('./lib/collector');

const outbox = new Outbox({ blocksPerUpload: 50 });
const collect = collector({ readingsPerBlock: 40, sealed: (block) => outbox.add(block) });

async function body(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks));
}

const server = http.createServer(async (req, res) => {
  const json = (status, value) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const [, kind, meter] = req.url.split('/');
  if (kind !== 'meters') return json(200, outbox.state());
  if (req.method !== 'POST') return json(405, { error: 'readings are posted' });
  try {
    const { watts, quality = 'ok', note = null } = await body(req);
    if (typeof watts !== 'number') return json(422, { error: 'watts is a number' });
    json(202, { waiting: collect(meter, { watts, quality, note, at: new Date().toISOString() }) });
  } catch {
    json(400, { error: 'no JSON' });
  }
});
server.listen(process.env.PORT, '127.0.0.1');
