const express = require('express');
const Loki = require('lokijs');

const db = new Loki('tickets.json', { autosave: false });
const tickets = db.addCollection('tickets', { unique: ['key'], indices: ['priority'] });
const teams = ['billing', 'delivery', 'returns', 'technical'];
for (let n = 1; n <= 240; n++) {
  tickets.insert({ key: `T-${n}`, team: teams[n % teams.length], priority: (n * 7) % 5, state: n % 3 ? 'open' : 'done', title: `Ticket number ${n}` });
}

let views = 0;

/** The page of a list as the agent has filtered and sorted it. */
function pageOf({ team, state, sort = 'priority', page = 1, size = 20 }) {
  const view = tickets.addDynamicView(`list-${++views}`, { sortPriority: 'passive' });
  if (team) view.applyFind({ team });
  if (state) view.applyFind({ state });
  view.applySimpleSort(sort, { desc: true });
  const found = view.data({ removeMeta: true });
  return { total: found.length, tickets: found.slice((page - 1) * size, page * size) };
}

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json({ tickets: tickets.count() }));

app.get('/tickets', (req, res) => {
  res.json(pageOf({ ...req.query, page: Number(req.query.page) || 1 }));
});

app.get('/tickets/:key', (req, res) => {
  const ticket = tickets.by('key', req.params.key);
  if (!ticket) return res.status(404).json({ error: 'no such ticket' });
  const { $loki, meta, ...rest } = ticket;
  res.json(rest);
});

app.patch('/tickets/:key', (req, res) => {
  const ticket = tickets.by('key', req.params.key);
  if (!ticket) return res.status(404).json({ error: 'no such ticket' });
  ticket.state = req.body.state === 'done' ? 'done' : 'open';
  tickets.update(ticket);
  res.json({ key: ticket.key, state: ticket.state });
});

app.listen(process.env.PORT, '127.0.0.1');
