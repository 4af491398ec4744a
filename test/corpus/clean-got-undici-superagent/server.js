const http = require('node:http');
const express = require('express');
const got = require('got');
const superagent = require('superagent');
const { Pool } = require('undici');
const log = require('pino')({ level: 'info' }, { write() {} });

const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
const upstream = http.createServer((req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end('{"price":7}');
});
upstream.listen(0, '127.0.0.1', () => {
  const origin = 'http://127.0.0.1:' + upstream.address().port;
  const pool = new Pool(origin, { connections: 10 });
  const app = express();
  app.get('/', (req, res) => res.send('ok'));
  app.get('/all', async (req, res) => {
    const [a, b, c] = await Promise.all([
      got(origin + '/a', { agent: { http: agent }, timeout: 5000, retry: 2 }).json(),
      pool.request({ path: '/b', method: 'GET', signal: AbortSignal.timeout(5000) }).then(({ body }) => body.json()),
      superagent.get(origin + '/c').agent(agent).timeout(5000),
    ]);
    log.child({ path: req.path }).info({ a }, 'priced');
    res.json({ sum: a.price + b.price + c.body.price });
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
