const { randomUUID } = require('node:crypto');
const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const Ajv = require('ajv');
const { childLogger, root, setLevel } = require('./log');

const ajv = new Ajv({ allErrors: true });
const validateReply = ajv.compile({
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1, maxLength: 4000 }, internal: { type: 'boolean' } },
  additionalProperties: false,
});

const agents = ['Mia', 'Jonas', 'Aylin'];
const tickets = new Map(
  Array.from({ length: 24 }, (_, i) => [
    `T-${i + 1}`,
    { id: `T-${i + 1}`, subject: ['Refund', 'Login', 'Delivery'][i % 3], agent: agents[i % 3], status: 'open', replies: [] },
  ]),
);
const KEEP_REPLIES = 20;

const app = new Koa();
const router = new Router();

app.use(async (ctx, next) => {
  const started = performance.now();
  ctx.state.log = childLogger({ requestId: ctx.get('x-request-id') || randomUUID(), method: ctx.method, path: ctx.path });
  try {
    await next();
  } catch (error) {
    ctx.state.log.error({ err: error }, 'request failed');
    ctx.status = error.status ?? 500;
    ctx.body = { error: error.expose ? error.message : 'internal error' };
  }
  ctx.state.log.info({ status: ctx.status, ms: Math.round(performance.now() - started) }, 'request');
});
app.use(bodyParser({ jsonLimit: '16kb' }));

router.param('id', (id, ctx, next) => {
  ctx.state.ticket = tickets.get(id);
  ctx.assert(ctx.state.ticket, 404, 'no such ticket');
  return next();
});

router.get('/tickets', (ctx) => {
  const { agent, status = 'open' } = ctx.query;
  ctx.body = [...tickets.values()]
    .filter((ticket) => ticket.status === status && (!agent || ticket.agent === agent))
    .map(({ replies, ...ticket }) => ({ ...ticket, replies: replies.length }));
});

router.get('/tickets/:id', (ctx) => {
  ctx.state.log.debug({ ticket: ctx.state.ticket.id }, 'read');
  ctx.body = ctx.state.ticket;
});

router.post('/tickets/:id/replies', (ctx) => {
  const reply = ctx.request.body;
  if (!validateReply(reply)) {
    ctx.state.log.info({ errors: validateReply.errors.length }, 'invalid reply');
    ctx.throw(422, ajv.errorsText(validateReply.errors));
  }
  const { ticket } = ctx.state;
  ticket.replies.push({ ...reply, at: new Date().toISOString(), by: ticket.agent });
  if (ticket.replies.length > KEEP_REPLIES) ticket.replies.shift();
  ctx.state.log.info({ ticket: ticket.id, length: reply.text.length }, 'replied');
  ctx.status = 201;
  ctx.body = { id: ticket.id, replies: ticket.replies.length };
});

router.put('/admin/log-level', (ctx) => {
  ctx.assert(setLevel(ctx.request.body.level), 400, 'unknown level');
  ctx.status = 204;
});
router.get('/health', (ctx) => {
  ctx.body = 'ok';
});

app.use(router.routes()).use(router.allowedMethods());
app.on('error', (error) => root.error({ err: error }, 'koa'));
app.listen(Number(process.env.PORT), '127.0.0.1');
