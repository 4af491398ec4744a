const { createHash } = require('node:crypto');
const express = require('express');
const { validatorFor } = require('./forms');

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '32kb' }));

// Tenants come in 12 groups, each with forms of its own.
function settingsOf(tenant) {
  return `t${createHash('md5').update(tenant).digest()[0] % 12}`;
}

const accepted = { total: 0, rejected: 0 };

app.post('/tenants/:tenant/forms/:form', (req, res) => {
  const validate = validatorFor(settingsOf(req.params.tenant), req.params.form);
  if (!validate) return res.status(404).json({ error: 'unknown form' });
  if (validate(req.body)) {
    accepted.total++;
    return res.status(201).json({ reference: `${req.params.form}-${accepted.total}` });
  }
  accepted.rejected++;
  res.json({ errors: validate.errors.map(({ instancePath, message }) => ({ field: instancePath, message })) });
});

app.get('/statistics', (req, res) => res.json(accepted));

app.listen(process.env.PORT, '127.0.0.1');
