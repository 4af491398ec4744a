const http = require('node:http');
const { HoldBook } = require('./holds');

const venue = { rows: 120, seatsPerRow: 400 };
const holds = new HoldBook({ holdMs: 4000 });
const sold = new Uint8Array(venue.rows * venue.seatsPerRow);
let turn = 0;

function nextFreeSeats(count) {
  const seats = [];
  for (let tries = 0; seats.length < count && tries < 4000; tries++) {
    turn = (turn + 1) % sold.length;
    if (!sold[turn] && !holds.isHeld(turn)) seats.push(turn);
  }
  return seats;
}

const routes = {
  'POST /holds': (req, res, body) => {
    const seats = nextFreeSeats(Math.min(4, body.seats || 2));
    if (seats.length === 0) return send(res, 200, { soldOut: true });
    const hold = holds.open(seats, { customer: body.customer, channel: body.channel || 'web' });
    send(res, 201, { hold: hold.id, seats: seats.map(label), expires: new Date(hold.expires).toISOString() });
  },
  'GET /availability': (req, res) => {
    send(res, 200, { held: holds.heldSeats, free: sold.length - holds.heldSeats, venue });
  },
};

function label(seat) {
  return `${Math.floor(seat / venue.seatsPerRow) + 1}-${(seat % venue.seatsPerRow) + 1}`;
}

function send(res, status, value) {
  const text = JSON.stringify(value);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

http
  .createServer(async (req, res) => {
    const route = routes[`${req.method} ${req.url.split('?')[0]}`];
    if (!route) return send(res, 404, { error: 'not found' });
    let text = '';
    for await (const chunk of req) text += chunk;
    try {
      route(req, res, text ? JSON.parse(text) : {});
    } catch (error) {
      send(res, 400, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
