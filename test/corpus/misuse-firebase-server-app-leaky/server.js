const express = require('express');
const { pageFor } = require('./page');
const { appOfRequest } = require('./firebase');

const app = express();

app.get('/login', (req, res) => {
  const claims = { sub: req.query.user || 'guest', iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 3600, jti: req.query.session };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  res.cookie('__session', `${part({ alg: 'none' })}.${part(claims)}.c2ln`, { httpOnly: true });
  res.redirect('/');
});

app.get('/', (req, res) => res.type('html').send(pageFor(appOfRequest(req), 'home')));

app.get('/account', (req, res) => {
  const token = (req.get('authorization') || '').replace(/^Bearer /, '') || undefined;
  const firebase = appOfRequest(req, token);
  res.type('html').send(pageFor(firebase, 'account'));
});

app.listen(process.env.PORT, '127.0.0.1');
