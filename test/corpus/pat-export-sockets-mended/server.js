const http = require('node:http');
const { archive, total } = require('./lib/archive');
const { offer } = require('./lib/handover');

const orders = Array.from({ length: 60 }, (_, i) => ({ id: 1000 + i, customer: `c-${i % 9}`, cents: 990 + i * 37 }));

const formats = {
  csv: () => Buffer.from(['id;customer;cents', ...orders.map(({ id, customer, cents }) => `${id};${customer};${cents}`)].join('\n')),
  json: () => Buffer.from(JSON.stringify(orders)),
};

async function exportOrders(kind) {
  const make = formats[kind];
  if (make === undefined) throw new RangeError(`no format ${kind}`);
  const offered = await offer(make());
  const result = await archive(kind, offered).finally(() => offered.withdraw());
  return { kind, ...result };
}

http.createServer(async (req, res) => {
  res.setHeader('content-type', 'application/json');
  const [, resource, kind] = req.url.split('/');
  if (resource === 'health') return res.end(JSON.stringify({ archivedBytes: total() }));
  if (resource !== 'exports') {
    res.statusCode = 404;
    return res.end('{}');
  }
  req.resume();
  try {
    res.end(JSON.stringify(await exportOrders(kind)));
  } catch (error) {
    res.statusCode = error instanceof RangeError ? 400 : 500;
    res.end(JSON.stringify({ error: error.message }));
  }
}).listen(process.env.PORT, '127.0.0.1');
