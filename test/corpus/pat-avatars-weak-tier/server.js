'use strict';
const express = require('express');
const { AvatarStore } = require('./avatar-store');
const { draw } = require('./draw');

const avatars = new AvatarStore(draw, { keep: 600 });
const sizes = new Set(['32', '64', '128']);
const app = express();
app.disable('x-powered-by');

app.get('/health', (_req, res) => res.json({ ok: true, known: avatars.known }));

app.get('/avatars/:user', (req, res) => {
  const size = sizes.has(req.query.size) ? req.query.size : '64';
  const avatar = avatars.get(req.params.user, size);
  res.set('cache-control', 'public, max-age=300').type('image/svg+xml').send(avatar.svg);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
