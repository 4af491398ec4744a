const { initTRPC, TRPCError } = require('@trpc/server');
const { createHTTPServer } = require('@trpc/server/adapters/standalone');
const { WebSocketServer } = require('ws');
const { z } = require('zod');
const { Pool } = require('./pool');

// The pricing engine's stand-in for a machine without one.
const engine = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
engine.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { leg, seats, cabin } = JSON.parse(data);
    const cents = seats * (cabin === 'business' ? 21900 : 6900) + leg.length * 130;
    setImmediate(() => socket.send(JSON.stringify({ leg, cents, currency: 'EUR' })));
  });
});

const pricing = new Pool({ url: () => `ws://127.0.0.1:${engine.address().port}`, max: 20, growEveryMs: 150 });

const t = initTRPC.context().create();
const timed = t.middleware(async ({ next, path, ctx }) => {
  const started = performance.now();
  const result = await next();
  const ms = performance.now() - started;
  if (ms > 1000) console.warn('slow procedure', { path, agent: ctx.agent, ms });
  return result;
});
const procedure = t.procedure.use(timed);

const Airport = z.string().regex(/^[A-Z]{3}$/);
const Trip = z.object({
  stops: z.array(Airport).min(2).max(6),
  seats: z.number().int().min(1).max(9),
  cabin: z.enum(['economy', 'business']).default('economy'),
});

const router = t.router({
  airports: procedure.input(z.object({ prefix: z.string().max(3) })).query(({ input }) =>
    ['VIE', 'VCE', 'VLC', 'GRZ', 'GVA', 'LIS', 'LHR', 'ZRH'].filter((code) => code.startsWith(input.prefix)),
  ),
  quote: procedure.input(Trip).mutation(async ({ input: { stops, seats, cabin } }) => {
    const legs = stops.slice(1).map((stop, i) => `${stops[i]}-${stop}`);
    const prices = await Promise.all(legs.map((leg) => pricing.call({ leg, seats, cabin })));
    if (prices.some(({ cents }) => !Number.isFinite(cents))) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
    const total = prices.reduce((sum, { cents }) => sum + cents, 0);
    return { legs: prices, total, perSeat: Math.round(total / seats) };
  }),
  status: procedure.query(() => ({ connections: pricing.size, idle: pricing.idle.length, waiting: pricing.waiting.length })),
});

engine.once('listening', () => {
  createHTTPServer({ router, createContext: ({ req }) => ({ agent: req.headers['user-agent'] }) }).listen(Number(process.env.PORT), '127.0.0.1');
});
