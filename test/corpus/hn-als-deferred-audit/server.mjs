import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { App } from '@tinyhttp/app';
import { json } from 'milliparsec';

const context = new AsyncLocalStorage();
const note = (step) => context.getStore()?.trail.push({ step, at: performance.now() });

const ledger = { entries: 0, cents: 0, perTarget: new Map() };
async function book({ to, cents }) {
  note('book');
  await null;
  ledger.entries++;
  ledger.cents += cents;
  ledger.perTarget.set(to, (ledger.perTarget.get(to) ?? 0) + cents);
  note('booked');
}

const audited = { count: 0, digest: 0 };
async function audit() {
  await wait(2000 + Math.random() * 1000);
  const store = context.getStore();
  for (const check of ['limits', 'sanctions', 'velocity']) {
    await wait(250);
    note(check);
  }
  audited.count++;
  audited.digest = (audited.digest * 31 + JSON.stringify(store.trail).length) | 0;
}

const app = new App();
app.get('/health', (_req, res) => void res.send('ok'));
app.use((req, res, next) => context.run({ id: randomUUID(), agent: req.headers['user-agent'], body: null, trail: [] }, next));
app.use(json());
app.post('/transfers', async (req, res) => {
  const store = context.getStore();
  store.body = req.body;
  await book(req.body);
  audit().catch((error) => console.error(store.id, error));
  res.status(202).json({ id: store.id, audited: audited.count });
});
app.listen(Number(process.env.PORT), undefined, '127.0.0.1');
