const { randomUUID } = require('node:crypto');
const polka = require('polka');
const { current, withContext } = require('./context');
const db = require('./db');
const receipts = require('./receipts');

const SLOW_MS = 500;

function send(res, status, body) {
  const context = current();
  const inDb = context.statements.reduce((sum, { ms }) => sum + ms, 0);
  res.writeHead(status, {
    'content-type': 'application/json',
    'x-request-id': context.id,
    'server-timing': `db;dur=${inDb.toFixed(1)};desc="${context.statements.length} statements"`,
  });
  res.end(JSON.stringify(body));
  const ms = performance.now() - context.started;
  if (ms > SLOW_MS) console.warn('slow request', { id: context.id, ms, statements: context.statements });
}

async function json(req) {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

const handled = (handler) => (req, res) =>
  handler(req, res).catch((error) => {
    console.error(error);
    if (!res.headersSent) send(res, error instanceof SyntaxError ? 400 : 500, { error: 'request failed' });
  });

polka()
  .use(withContext)
  .get('/health', (req, res) => send(res, 200, { ok: true, waiting: receipts.waiting() }))
  .get(
    '/members/:id',
    handled(async (req, res) => {
      const member = await db.member(req.params.id);
      send(res, member ? 200 : 404, member ?? { error: 'no such member' });
    }),
  )
  .post(
    '/members/:id/purchases',
    handled(async (req, res) => {
      const { cents } = await json(req);
      if (!Number.isInteger(cents) || cents <= 0) return send(res, 422, { error: 'cents must be a positive integer' });
      const member = await db.member(req.params.id);
      if (!member) return send(res, 404, { error: 'no such member' });
      const points = await db.addPoints(member.id, Math.floor(cents / 100));
      const receipt = { id: randomUUID(), memberId: member.id, cents };
      receipts.enqueue(receipt);
      send(res, 201, { receipt: receipt.id, points });
    }),
  )
  .listen(Number(process.env.PORT), '127.0.0.1');
