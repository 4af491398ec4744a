'use strict';
const http = require('node:http');
const { Fleet } = require('./fleet');

const fleet = new Fleet(Number(process.env.FLEET_LIMIT ?? 3000));

async function json(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

const routes = {
  async 'PUT position'(req, id) {
    const { lat, lng, vehicle } = await json(req);
    if (!Number.isFinite(lat) || !Number.isFinite(lng)) throw new Error('no position');
    return { cell: fleet.report(id, { lat, lng, vehicle }), next: 5 };
  },
  async 'GET nearby'(req) {
    const query = new URL(req.url, 'http://fleet').searchParams;
    const couriers = fleet.near(Number(query.get('lat')), Number(query.get('lng')), 12);
    return couriers.map(({ id, vehicle, lat, lng }) => ({ id, vehicle, lat, lng }));
  },
};

http
  .createServer(async (req, res) => {
    const [, root, id] = req.url.split('?')[0].split('/');
    const route = routes[`${req.method} ${root}`];
    if (route === undefined) return res.writeHead(404).end();
    try {
      const answer = JSON.stringify(await route(req, id));
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
    } catch (error) {
      res.writeHead(422).end(error.message);
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
