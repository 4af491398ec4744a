'use strict';
const express = require('express');
const policies = require('./services/policies');

const app = express();
app.disable('x-powered-by');
app.get('/health', (req, res) => res.json(policies.stats()));

app.get('/decide', (req, res) => {
  const { path, role } = req.query;
  if (typeof path !== 'string') return res.status(422).json({ error: 'path is missing' });
  const roles = policies.rolesFor(path);
  res.json({ allowed: roles.includes('anyone') || roles.includes(role), roles });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
