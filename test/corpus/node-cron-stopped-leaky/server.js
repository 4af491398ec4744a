const express = require('express');
const cron = require('node-cron');

const app = express();
app.use(express.json());

const subscriptions = new Map();
let delivered = 0;

function subscribe(email, report, expression) {
  const task = cron.schedule(expression, () => deliver(email, report), { timezone: 'Europe/Berlin' });
  const subscription = { id: `${email}/${report}`, email, report, expression, since: new Date().toISOString() };
  unsubscribe(subscription.id);
  subscriptions.set(subscription.id, { ...subscription, task });
  return subscription;
}

function unsubscribe(id) {
  const known = subscriptions.get(id);
  if (!known) return false;
  known.task.stop();
  return subscriptions.delete(id);
}

function deliver() {
  delivered++;
}

app.get('/', (req, res) => res.json({ subscriptions: subscriptions.size, delivered }));

// The settings page sends its whole form whenever something on it changes.
app.put('/users/:user/reports/:report', (req, res) => {
  const { hour = 7, weekdays = '1-5' } = req.body ?? {};
  const expression = `0 ${hour} * * ${weekdays}`;
  if (!cron.validate(expression)) return res.status(422).json({ error: 'not a time', expression });
  res.json(subscribe(`${req.params.user}@example.org`, req.params.report, expression));
});

app.delete('/users/:user/reports/:report', (req, res) => {
  res.status(unsubscribe(`${req.params.user}@example.org/${req.params.report}`) ? 204 : 404).end();
});

app.listen(process.env.PORT, '127.0.0.1');
