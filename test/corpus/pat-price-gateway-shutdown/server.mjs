import zlib from 'node:zlib';
import { promisify } from 'node:util';
import Fastify from 'fastify';
import { CircuitBreaker, CircuitOpenError } from './breaker.mjs';
import { TtlCache } from './cache.mjs';
import { UpstreamClient } from './client.mjs';
import { lifecycle } from './lifecycle.mjs';
import { startMarket } from './market.mjs';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const market = await startMarket();
const client = new UpstreamClient({ port: market.address().port, maxSockets: 16, timeoutMs: 2000, retries: 2 });
const breaker = new CircuitBreaker({ threshold: 400, windowMs: 1000, coolDownMs: 200 });
const quotes = new TtlCache({ ttlMs: 2500, max: 4000 });
const counters = { hits: 0, misses: 0, upstreamErrors: 0, stale: 0 };

const app = Fastify({ logger: false, disableRequestLogging: true });

app.addHook('onSend', async (request, reply, payload) => {
  if (typeof payload !== 'string' || payload.length < 800) return payload;
  const accepted = request.headers['accept-encoding'] ?? '';
  reply.header('vary', 'accept-encoding');
  if (accepted.includes('br')) {
    reply.header('content-encoding', 'br').removeHeader('content-length');
    return brotli(payload, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } });
  }
  if (accepted.includes('gzip')) {
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return gzip(payload);
  }
  return payload;
});

app.setErrorHandler((error, request, reply) => {
  const status = error instanceof CircuitOpenError ? 503 : error.code === 'UPSTREAM' ? 502 : (error.statusCode ?? 500);
  if (status >= 500) counters.upstreamErrors++;
  reply.code(status).send({ error: error.message });
});

async function quoteOf(symbol, venue) {
  const key = `${symbol}/${venue}`;
  const cached = quotes.get(key);
  if (cached) {
    counters.hits++;
    return cached;
  }
  counters.misses++;
  const quote = await breaker.run(() => client.getJson(`/venues/${venue}/quotes/${encodeURIComponent(symbol)}`));
  quotes.set(key, quote);
  return quote;
}

const params = {
  type: 'object',
  required: ['symbol'],
  properties: { symbol: { type: 'string', pattern: '^[A-Za-z0-9.-]{2,40}$' } },
};
const querystring = { type: 'object', properties: { venue: { enum: ['lse', 'xetra', 'nyse'], default: 'xetra' } } };

app.get('/quotes/:symbol', { schema: { params, querystring } }, async (request) => {
  return quoteOf(request.params.symbol, request.query.venue);
});

app.get('/baskets/:symbols', async (request) => {
  const symbols = request.params.symbols.split(',').slice(0, 12);
  const all = await Promise.all(symbols.map((symbol) => quoteOf(symbol, 'lse')));
  return { symbols, quotes: all, total: all.reduce((sum, { bid }) => sum + bid, 0) };
});

app.get('/status', async () => ({ ...counters, cached: quotes.size, circuit: breaker.state }));

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.once('SIGTERM', async () => {
  lifecycle.abort(new Error('shutting down'));
  await app.close();
  market.close();
});
