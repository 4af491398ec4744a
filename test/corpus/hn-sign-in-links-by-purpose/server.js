const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { LinkStore } = require('./lib/link-store');

const links = new LinkStore({ 'sign-in': 2000, invite: 3500, 'reset-password': 5000 });
const mailer = {
  sent: 0,
  async send() {
    await sleep(3);
    this.sent++;
  },
};

const server = http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://accounts');
  const [, kind, purpose, token] = url.pathname.split('/');
  const reply = (status, body) => {
    res.statusCode = status;
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(body));
  };
  if (kind === 'links' && req.method === 'POST') {
    const link = links.issue(purpose, url.searchParams.get('email') ?? 'nobody@example.org');
    if (!link) return reply(422, { error: 'no such purpose' });
    await mailer.send(link);
    return reply(201, { token: link.token, expiresInMs: link.expiresAt - Date.now() });
  }
  if (kind === 'links') return reply(200, { valid: links.redeem(purpose, token) !== null });
  reply(200, { sent: mailer.sent });
});
server.listen(process.env.PORT, '127.0.0.1');
