const http = require('node:http');
const Ajv = require('ajv');
const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const { UsageQueue } = require('./usage');

// The collector of the development set-up: counts lines, and is away for one batch in seven.
let batches = 0;
let lines = 0;
const collector = http.createServer(async (req, res) => {
  let breaks = 1;
  for await (const chunk of req) for (const byte of chunk) if (byte === 10) breaks++;
  if (++batches % 7 === 0) return res.writeHead(503).end();
  lines += breaks;
  res.writeHead(202).end();
});
collector.listen(0, '127.0.0.1');
const usage = new UsageQueue(() => ({ host: '127.0.0.1', port: collector.address().port }));

const ajv = new Ajv({ coerceTypes: true });
const isTranslation = ajv.compile({
  type: 'object',
  required: ['text', 'to'],
  properties: { text: { type: 'string', minLength: 1, maxLength: 2000 }, to: { enum: ['de', 'fr', 'it', 'nl'] }, formal: { type: 'boolean', default: false } },
});
const glossary = { de: { hello: 'hallo', world: 'Welt', order: 'Bestellung' }, fr: { hello: 'bonjour', world: 'monde', order: 'commande' } };

const app = new Koa({ proxy: true });
const router = new Router({ prefix: '/v1' });

app.use(async (ctx, next) => {
  const started = performance.now();
  await next();
  ctx.set('x-response-time', `${(performance.now() - started).toFixed(1)}ms`);
});
app.use(bodyParser({ jsonLimit: '32kb' }));

const account = (ctx, next) => {
  const key = ctx.get('x-api-key');
  ctx.assert(/^key-\d+$/.test(key), 401, 'an API key is needed');
  ctx.state.account = `acct_${key.slice(4)}`;
  return next();
};

router.post('/translations', account, (ctx) => {
  const { body } = ctx.request;
  ctx.assert(isTranslation(body), 422, ajv.errorsText(isTranslation.errors));
  const words = body.text.split(/\s+/);
  ctx.body = { to: body.to, text: words.map((word) => glossary[body.to]?.[word.toLowerCase()] ?? word).join(' ') };
  usage.add({ account: ctx.state.account, feature: 'translate', units: words.length, to: body.to, request: ctx.get('x-request-id'), agent: ctx.get('user-agent') });
});

router.get('/languages', account, (ctx) => {
  ctx.set('cache-control', 'public, max-age=3600');
  ctx.body = Object.keys(glossary);
  usage.add({ account: ctx.state.account, feature: 'languages', units: 0, request: ctx.get('x-request-id'), agent: ctx.get('user-agent') });
});

router.get('/health', (ctx) => {
  ctx.body = { waiting: usage.waiting, delivered: usage.delivered, dropped: usage.dropped, collected: lines };
});

app.use(router.routes()).use(router.allowedMethods());
app.listen(Number(process.env.PORT), '127.0.0.1');
