const express = require('express');
const { startWizard } = require('./wizard');

const app = express();
app.use(express.json({ limit: '10kb' }));

app.get('/', (req, res) => res.send('sign-up'));

app.post('/sign-ups', (req, res) => {
  const session = req.get('x-session');
  if (!session) return res.status(400).json({ error: 'no session' });
  const { seen, errors } = startWizard(session, req.body);
  res.status(errors.length ? 422 : 201).json({ seen, errors });
});

app.listen(process.env.PORT, '127.0.0.1');
