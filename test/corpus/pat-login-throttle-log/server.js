'use strict';
const http = require('node:http');
const crypto = require('node:crypto');
const policy = require('./policy.json');
const { SlidingLog } = require('./throttle');

const byAccount = new SlidingLog('account', policy.account);
const byAddress = new SlidingLog('address', policy.address);
const secrets = new Map(['ada', 'grace', 'edsger', 'barbara'].map((name) => [name, crypto.createHash('sha256').update(`${name}:pw`).digest()]));

function verify(user, password) {
  const expected = secrets.get(user);
  const given = crypto.createHash('sha256').update(`${user}:${password}`).digest();
  return expected !== undefined && crypto.timingSafeEqual(expected, given);
}

async function attempt(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  const { user, password } = JSON.parse(text);
  const address = req.headers['x-forwarded-for'] ?? req.socket.remoteAddress;
  const verdicts = [byAddress.hit(address, 'login'), byAccount.hit(user.toLowerCase(), 'login')];
  const refused = verdicts.find(({ allowed }) => !allowed);
  if (refused) return { state: 'throttled', retryAfter: refused.retryAfter };
  return verify(user, password) ? { state: 'granted', session: crypto.randomUUID() } : { state: 'denied', left: verdicts[1].left };
}

http
  .createServer(async (req, res) => {
    res.setHeader('content-type', 'application/json');
    if (req.method === 'POST' && req.url === '/session/check') {
      try {
        return res.end(JSON.stringify(await attempt(req)));
      } catch (error) {
        return res.writeHead(400).end(JSON.stringify({ error: error.message }));
      }
    }
    if (req.url === '/health') return res.end('{"ok":true}');
    res.writeHead(404).end('{}');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
