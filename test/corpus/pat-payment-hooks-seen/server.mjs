import { createHash } from 'node:crypto';
import polka from 'polka';
import { PaymentInbox } from './lib/payment-inbox.mjs';

const inbox = new PaymentInbox(['card', 'sepa', 'wallet']);

async function readEvent(req, res, next) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  try {
    req.event = raw.length > 0 ? JSON.parse(raw.toString()) : {};
    req.signature = createHash('sha256').update(raw).digest('base64url');
    next();
  } catch {
    res.writeHead(400).end('{"error":"no JSON"}');
  }
}

polka()
  .use(readEvent)
  .get('/', (req, res) => res.end('ok'))
  .get('/totals', (req, res) => res.end(JSON.stringify(inbox.totals())))
  .post('/hooks/payments', (req, res) => {
    const receipt = inbox.payment(req.event, req.signature);
    res.writeHead(receipt.repeated ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify(receipt));
  })
  .post('/hooks/refunds', (req, res) => {
    const receipt = inbox.refund(req.event, req.signature);
    res.writeHead(receipt.repeated ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify(receipt));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
