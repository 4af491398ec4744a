import { createServer } from 'node:http';
import { report, timed } from './lib/instrument.mjs';

const bookings = new Map();
for (let number = 1; number <= 120; number++) {
  bookings.set(String(number), { number, room: 100 + (number % 40), nights: 1 + (number % 6), guests: 1 + (number % 3) });
}

function json(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

const price = ({ nights, guests }) => nights * (80 + guests * 15);

const routes = [
  ['GET', /^\/$/, 'home', (_, response) => json(response, 200, { bookings: bookings.size })],
  ['GET', /^\/bookings$/, 'list', (_, response) => json(response, 200, [...bookings.values()].slice(0, 20))],
  ['GET', /^\/bookings\/(\w+)$/, 'show', (_, response, id) => {
    const booking = bookings.get(id);
    json(response, booking === undefined ? 404 : 200, booking ?? { error: 'no such booking' });
  }],
  ['GET', /^\/bookings\/(\w+)\/price$/, 'price', (_, response, id) => {
    const booking = bookings.get(id);
    if (booking === undefined) return json(response, 404, { error: 'no such booking' });
    json(response, 200, { total: price(booking) });
  }],
  ['GET', /^\/rooms\/(\d+)$/, 'room', async (_, response, room) => {
    await new Promise(setImmediate);
    json(response, 200, [...bookings.values()].filter((booking) => booking.room === Number(room)));
  }],
  ['POST', /^\/bookings\/(\w+)\/nights$/, 'extend', async (request, response, id) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const booking = bookings.get(id);
    if (booking === undefined) return json(response, 404, { error: 'no such booking' });
    booking.nights = 1 + ((booking.nights + Number(JSON.parse(text).nights)) % 21);
    json(response, 200, { ...booking, total: price(booking) });
  }],
].map(([method, pattern, name, handler]) => ({ method, pattern, handler: timed(name, handler) }));

createServer((request, response) => {
  if (request.url === '/metrics') return json(response, 200, report());
  for (const { method, pattern, handler } of routes) {
    const match = method === request.method ? pattern.exec(request.url) : null;
    if (match !== null) return handler(request, response, ...match.slice(1));
  }
  json(response, 404, { error: 'not found' });
}).listen(process.env.PORT, '127.0.0.1');
