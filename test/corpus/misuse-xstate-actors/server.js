const express = require('express');
const { createActor, createMachine, fromCallback } = require('xstate');

const clock = createActor(createMachine({ initial: 'on', states: { on: { on: { tick: {} } } } })).start();
const order = createMachine({ initial: 'open', states: { open: { on: { pay: 'paid' } }, paid: {} } });
const app = express();
app.get('/', (req, res) => {
  const actor = createActor(order).start();
  clock.subscribe(() => actor.getSnapshot());
  actor.send({ type: 'pay' });
  res.json({ state: actor.getSnapshot().value });
});
app.listen(process.env.PORT, '127.0.0.1');
