const http = require('node:http');

// Points of running trips (time, latitude, longitude, speed), in blocks out of pages that are taken in one go.
const POINTS = 32;
const FIELDS = 4;
const BLOCKS_PER_PAGE = 256;

class Arena {
  constructor() {
    this.pages = [];
    this.free = [];
  }
  take() {
    if (this.free.length === 0) this.addPage();
    return this.free.pop();
  }
  give(block) {
    this.free.push(block);
  }
  addPage() {
    const page = new Float64Array(BLOCKS_PER_PAGE * POINTS * FIELDS);
    const first = this.pages.push(page) - 1;
    for (let n = BLOCKS_PER_PAGE - 1; n >= 0; n--) this.free.push(first * BLOCKS_PER_PAGE + n);
  }
  view(block) {
    const width = POINTS * FIELDS;
    const from = (block % BLOCKS_PER_PAGE) * width;
    return this.pages[Math.floor(block / BLOCKS_PER_PAGE)].subarray(from, from + width);
  }
}

const arena = new Arena();
const trips = new Map();
const summaries = [];

function record(vehicle, point) {
  let trip = trips.get(vehicle);
  if (!trip) trips.set(vehicle, (trip = { vehicle, since: Date.now(), points: 0, blocks: [], length: 60 + Math.floor(Math.random() * 120) }));
  const slot = trip.points % POINTS;
  if (slot === 0) trip.blocks.push(arena.take());
  arena.view(trip.blocks.at(-1)).set([Date.now(), point.lat, point.lng, point.speed], slot * FIELDS);
  if (++trip.points >= trip.length) finish(trip);
  return trip;
}

function finish(trip) {
  let top = 0;
  for (const block of trip.blocks) {
    const view = arena.view(block);
    for (let n = 3; n < view.length; n += FIELDS) top = Math.max(top, view[n]);
    view.fill(0);
    arena.give(block);
  }
  trips.delete(trip.vehicle);
  summaries.unshift({ vehicle: trip.vehicle, points: trip.points, top });
  summaries.length = Math.min(summaries.length, 50);
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://localhost');
    if (req.method === 'POST' && url.pathname === '/positions') {
      let body = '';
      for await (const chunk of req) body += chunk;
      const { fleet, speed } = JSON.parse(body);
      // A gateway sends the positions of some vehicles of a fleet in one call.
      for (let n = 0; n < 8; n++) {
        const vehicle = `${fleet}-${Math.floor(Math.random() * 120)}`;
        record(vehicle, { lat: 48 + Math.random(), lng: 11 + Math.random(), speed: speed + n });
      }
      res.writeHead(202).end();
    } else if (url.pathname === '/trips') {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ running: trips.size, pages: arena.pages.length, last: summaries.slice(0, 10) }));
    } else {
      res.writeHead(404).end();
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
