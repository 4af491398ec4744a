const http = require('node:http');
const memoizer = require('lru-memoizer');

const zones = { north: 1.1, south: 0.9, islands: 1.6 };

const tariff = memoizer({
  load(zone, grams, callback) {
    setImmediate(() => {
      const steps = Array.from({ length: 6 }, (_, i) => ({ days: i + 1, cents: Math.round((390 + grams / (i + 2)) * zones[zone]) }));
      callback(null, { zone, grams, steps, computedAt: Date.now() });
    });
  },
  hash: (zone, grams) => `${zone}:${grams}`,
  max: 3500,
  maxAge: 6000,
});

http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://localhost');
  if (pathname !== '/tariffs') return res.writeHead(pathname === '/' ? 200 : 404).end();
  const zone = searchParams.get('zone');
  const grams = Number(searchParams.get('grams'));
  if (!Object.hasOwn(zones, zone) || !(grams > 0)) return res.writeHead(400).end();
  tariff(zone, grams, (error, found) => {
    if (error) return res.writeHead(500).end();
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
  });
}).listen(process.env.PORT, '127.0.0.1');
