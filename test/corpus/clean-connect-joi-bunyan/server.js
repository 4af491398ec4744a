const http = require('node:http');
const { Writable } = require('node:stream');
const connect = require('connect');
const finalhandler = require('finalhandler');
const Joi = require('joi');
const bunyan = require('bunyan');

const sink = new Writable({ write: (chunk, encoding, done) => setImmediate(done) });
const log = bunyan.createLogger({ name: 'bookings', level: 'info', serializers: bunyan.stdSerializers, streams: [{ stream: sink }] });

const booking = Joi.object({
  room: Joi.string().valid('north', 'south', 'loft').required(),
  from: Joi.date().iso().required(),
  nights: Joi.number().integer().min(1).max(30).required(),
  guests: Joi.array()
    .items(Joi.object({ name: Joi.string().trim().max(80).required(), email: Joi.string().email({ tlds: false }), age: Joi.number().min(0) }))
    .min(1)
    .max(4)
    .required(),
  breakfast: Joi.boolean().default(false),
});

const calendar = { north: new Array(366).fill(null), south: new Array(366).fill(null), loft: new Array(366).fill(null) };
const dayOf = (date) => Math.floor((date - Date.UTC(date.getUTCFullYear(), 0, 1)) / 864e5);

function json(res, status, value) {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(value));
}

async function book(req, res) {
  let text = '';
  for await (const chunk of req) text += chunk;
  const { value, error } = booking.validate(JSON.parse(text), { abortEarly: false });
  if (error) {
    req.log.warn({ details: error.details.length }, 'refused');
    return json(res, 422, { errors: error.details.map(({ path, message }) => ({ path: path.join('.'), message })) });
  }
  const first = dayOf(value.from);
  const moved = [];
  for (let night = 0; night < value.nights; night++) {
    const day = (first + night) % 366;
    if (calendar[value.room][day]) moved.push(day);
    calendar[value.room][day] = value.guests[0].name;
  }
  req.log.info({ room: value.room, nights: value.nights, moved: moved.length }, 'booked');
  json(res, 201, { ...value, cents: value.nights * 8900 + (value.breakfast ? 1200 : 0), moved });
}

const app = connect();
app.use((req, res, next) => {
  const began = process.hrtime.bigint();
  req.log = log.child({ req_id: req.headers['x-request-id'] ?? null, req }, false);
  res.once('finish', () => req.log.info({ res, ms: Number(process.hrtime.bigint() - began) / 1e6 }, 'done'));
  next();
});
app.use('/bookings', (req, res, next) => (req.method === 'POST' ? book(req, res).catch(next) : next()));
app.use('/rooms', (req, res) => {
  const nights = Object.entries(calendar).map(([room, days]) => ({ room, taken: days.filter(Boolean).length, next: days.indexOf(null) }));
  json(res, 200, { nights });
});

const server = http.createServer((req, res) => app(req, res, finalhandler(req, res, { onerror: (error) => log.error({ err: error }) })));
server.keepAliveTimeout = 20_000;
server.listen(process.env.PORT, '127.0.0.1');
