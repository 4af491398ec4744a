const http = require('node:http');
const { TokenStore } = require('./tokens');

const tokens = new TokenStore();

function readForm(req) {
  return new Promise((resolve, reject) => {
    const parts = [];
    req.on('data', (part) => parts.push(part));
    req.on('end', () => resolve(new URLSearchParams(Buffer.concat(parts).toString('utf8'))));
    req.on('error', reject);
  });
}

function send(res, status, body) {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  res.end(text);
}

async function token(req, res) {
  const form = await readForm(req);
  const scopes = (form.get('scope') ?? 'read').split(' ');
  switch (form.get('grant_type')) {
    case 'password':
      return send(res, 200, tokens.issue('session', form.get('username') ?? 'anonymous', scopes));
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return send(res, 200, tokens.issue('device', form.get('device_id'), scopes));
    default:
      return send(res, 400, { error: 'unsupported_grant_type' });
  }
}

async function introspect(req, res) {
  const form = await readForm(req);
  send(res, 200, tokens.introspect(form.get('token')));
}

http
  .createServer((req, res) => {
    if (req.url === '/oauth/token' && req.method === 'POST') return token(req, res);
    if (req.url === '/oauth/introspect' && req.method === 'POST') return introspect(req, res);
    if (req.url === '/health') return send(res, 200, tokens.statistics);
    send(res, 404, { error: 'not_found' });
  })
  .listen(process.env.PORT, '127.0.0.1');
