const http = require('node:http');
const { createApp, createError, createRouter, defineEventHandler, getQuery, getRouterParam, readValidatedBody, setResponseStatus, toNodeListener } = require('h3');
const { z } = require('zod');
const { DeadlineExceeded, withRetries } = require('./resilience');

const ROOMS = ['single', 'double', 'suite'];

// The partner's inventory, as in the sandbox: it is busy at the first attempt of one call in twenty.
let calls = 0;
const partner = http.createServer((req, res) => {
  if (req.headers['x-attempt'] === '1' && ++calls % 20 === 0) return res.writeHead(503, { 'retry-after': '0' }).end();
  const { searchParams } = new URL(req.url, 'http://partner');
  const nights = Number(searchParams.get('nights'));
  const offers = ROOMS.map((room, i) => ({ room, free: 2 + ((nights + i) % 5), cents: (8900 + 4100 * i) * nights }));
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ hotel: searchParams.get('hotel'), offers }));
});
partner.listen(0, '127.0.0.1');
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

function getJson(path, { signal, attempt }) {
  return new Promise((resolve, reject) => {
    const { port } = partner.address();
    const request = http.get({ host: '127.0.0.1', port, path, agent, signal, headers: { 'x-attempt': attempt } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`the partner answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}

async function availability(hotel, nights) {
  const query = new URLSearchParams({ hotel, nights: String(nights) });
  try {
    return await withRetries((call) => getJson(`/inventory?${query}`, call));
  } catch (error) {
    const statusCode = error instanceof DeadlineExceeded ? 504 : 502;
    throw createError({ statusCode, statusMessage: 'inventory unavailable', cause: error });
  }
}

const Booking = z.object({ room: z.enum(ROOMS), nights: z.number().int().min(1).max(30), guest: z.string().min(1).max(80) });

const app = createApp();
const router = createRouter();

router.get(
  '/health',
  defineEventHandler(() => ({ ok: true, calls })),
);

router.get(
  '/hotels/:id/offers',
  defineEventHandler(async (event) => {
    const { nights = '1', room } = getQuery(event);
    const { hotel, offers } = await availability(getRouterParam(event, 'id'), Number(nights) || 1);
    return { hotel, offers: room ? offers.filter((offer) => offer.room === room) : offers };
  }),
);

router.post(
  '/hotels/:id/bookings',
  defineEventHandler(async (event) => {
    const { success, data } = await readValidatedBody(event, Booking.safeParse);
    if (!success) throw createError({ statusCode: 422, statusMessage: 'invalid booking' });
    const { hotel, offers } = await availability(getRouterParam(event, 'id'), data.nights);
    const { cents, free } = offers.find(({ room }) => room === data.room);
    if (free === 0) throw createError({ statusCode: 409, statusMessage: 'sold out' });
    setResponseStatus(event, 201);
    return { hotel, ...data, cents, deposit: Math.round(cents * 0.2) };
  }),
);

app.use(router);
http.createServer(toNodeListener(app)).listen(Number(process.env.PORT), '127.0.0.1');
