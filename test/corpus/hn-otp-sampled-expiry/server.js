'use strict';
const http = require('node:http');
const { randomInt, createHmac, timingSafeEqual } = require('node:crypto');
const { Expiring } = require('./expiring');

const codes = new Expiring();
const secret = 'pepper';
const digest = (phone, code) => createHmac('sha256', secret).update(`${phone}:${code}`).digest('base64url');

function send(phone) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  codes.set(phone, { digest: digest(phone, code), tries: 3, channel: 'sms' }, 3000);
  return { sent: true, hint: `***${phone.slice(-2)}` };
}

function check(phone, code) {
  const kept = codes.get(phone);
  if (kept === null) return { valid: false, reason: 'none or too late' };
  const same = timingSafeEqual(Buffer.from(kept.digest), Buffer.from(digest(phone, code)));
  if (same || --kept.tries === 0) codes.delete(phone);
  return { valid: same, tries: kept.tries };
}

async function json(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

http
  .createServer(async (req, res) => {
    const reply = (value, status = 200) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (req.method !== 'POST') return reply({ error: 'not found' }, 404);
    const { phone, code } = await json(req);
    if (req.url === '/codes') return reply(send(phone), 202);
    if (req.url === '/codes/check') return reply(check(phone, code));
    reply({ error: 'not found' }, 404);
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
