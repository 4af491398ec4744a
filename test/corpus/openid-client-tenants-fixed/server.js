const express = require('express');
const { randomBytes } = require('node:crypto');
const { Issuer, generators } = require('openid-client');

const callback = 'https://app.example.org/callback';

function workspace(req, res, next) {
  if (!/^ws-[\w-]+$/.test(req.params.workspace)) return res.status(404).json({ error: 'no such workspace' });
  req.workspace = { name: req.params.workspace, idp: `https://${req.params.workspace}.id.example.org` };
  next();
}

function clientFor({ name, idp }) {
  const issuer = new Issuer({
    issuer: idp,
    authorization_endpoint: `${idp}/authorize`,
    token_endpoint: `${idp}/token`,
    end_session_endpoint: `${idp}/logout`,
    jwks_uri: `${idp}/keys`,
  });
  return new issuer.Client({
    client_id: `boards-${name}`,
    client_secret: 'not-a-secret',
    redirect_uris: [callback],
    response_types: ['code'],
  });
}

const app = express();
app.disable('x-powered-by');
app.use((req, res, next) => {
  res.set('cache-control', 'no-store');
  res.locals.requestId = randomBytes(8).toString('hex');
  next();
});
app.get('/', (req, res) => res.json({ service: 'login-gateway' }));

app.get('/workspaces/:workspace/login', workspace, (req, res) => {
  const client = clientFor(req.workspace);
  const verifier = generators.codeVerifier();
  const state = generators.state();
  res.cookie('login', JSON.stringify({ state, verifier, back: req.query.return || '/' }), { httpOnly: true });
  res.json({
    location: client.authorizationUrl({
      scope: 'openid profile email',
      state,
      code_challenge: generators.codeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
  });
});

app.get('/workspaces/:workspace/logout', workspace, (req, res) => {
  const client = clientFor(req.workspace);
  res.clearCookie('login');
  res.json({ location: client.endSessionUrl({ post_logout_redirect_uri: 'https://app.example.org/' }) });
});

app.use((error, req, res, next) => res.status(500).json({ error: error.message, request: res.locals.requestId }));
app.listen(process.env.PORT, '127.0.0.1');
