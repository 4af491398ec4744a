'use strict';

const http = require('node:http');
const { Scale } = require('./lib/scale');
const { startScale } = require('./lib/scale-simulator');

const tariffs = [
  { upTo: 500, cents: 299 },
  { upTo: 1000, cents: 399 },
  { upTo: 2000, cents: 549 },
  { upTo: Infinity, cents: 899 },
];

function postageOf(grams) {
  return tariffs.find(({ upTo }) => grams <= upTo).cents;
}

async function main() {
  const scale = new Scale(await startScale());
  let last = null;

  const routes = {
    'GET /': async () => ({ service: 'packing table', last }),
    'GET /weight': async () => (last = { ...(await scale.weigh()), at: Date.now() }),
    'GET /postage': async () => {
      const { grams } = await scale.weigh();
      return { grams, cents: postageOf(grams) };
    },
    'POST /tare': async () => {
      await scale.tare();
      return { ok: true };
    },
  };

  http
    .createServer(async (req, res) => {
      req.resume();
      const route = routes[`${req.method} ${req.url.split('?')[0]}`];
      res.setHeader('content-type', 'application/json');
      if (route === undefined) {
        res.statusCode = 404;
        return res.end('{"error":"not found"}');
      }
      try {
        res.end(JSON.stringify(await route()));
      } catch (error) {
        res.statusCode = 503;
        res.end(JSON.stringify({ error: error.message }));
      }
    })
    .listen(process.env.PORT, '127.0.0.1');
}

main();
