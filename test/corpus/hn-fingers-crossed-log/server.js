const http = require('node:http');
const { setTimeout: wait } = require('node:timers/promises');
const log = require('./log');

const stock = new Map(['a-1', 'b-7', 'c-3', 'd-9'].map((sku, n) => [sku, 1e9 - n]));

async function reserve({ sku, quantity, order }) {
  log.debug('looking up %s', sku);
  if (!stock.has(sku)) throw new Error(`unknown article ${sku}`);
  await wait(1);
  log.debug('reserving', { sku, quantity, order });
  const left = stock.get(sku) - quantity;
  stock.set(sku, left);
  log.info(`order ${order}: ${quantity} of ${sku} reserved`);
  return { order, sku, left };
}

http
  .createServer((req, res) =>
    log.inRequest(req, async () => {
      res.setHeader('content-type', 'application/json');
      if (req.url === '/log') return res.end(JSON.stringify(log.last(20)));
      let text = '';
      for await (const chunk of req) text += chunk;
      log.debug('body of %d characters', text.length);
      try {
        res.end(JSON.stringify(await reserve(JSON.parse(text || '{}'))));
      } catch (error) {
        log.error(error.message);
        res.statusCode = 422;
        res.end(JSON.stringify({ error: error.message }));
      }
    }),
  )
  .listen(process.env.PORT, '127.0.0.1');
