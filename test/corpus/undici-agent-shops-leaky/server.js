const fastify = require('fastify')();
const { Agent, request } = require('undici');
const { startTills } = require('./tills');

const toThisMachine = (host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const agent = new Agent({ connections: 2, pipelining: 0, connect: { lookup: toThisMachine } });

async function main() {
  const tills = await startTills();

  fastify.get('/health', async () => ({ ok: true }));
  fastify.get('/stock/:sku', async (req, reply) => {
    const { sku } = req.params;
    const { shop } = req.query;
    if (!/^[a-z0-9-]{3,40}$/.test(shop ?? '')) return reply.code(400).send({ error: 'no such shop' });
    const { statusCode, body } = await request(`http://${shop}.localhost:${tills.port}/stock/${sku}`, { dispatcher: agent });
    const stock = await body.json();
    if (statusCode !== 200) return reply.code(502).send({ error: 'the till does not answer' });
    return { sku, shop, pieces: stock.pieces, onSale: stock.pieces > 4 };
  });

  await fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
}

main();
