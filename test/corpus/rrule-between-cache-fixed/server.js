const express = require('express');
const { RRule } = require('rrule');

const NO_CACHE = true;
const today = new Date();
const firstOfMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1));
const inHalfAYear = new Date(firstOfMonth.getTime() + 180 * 24 * 3600 * 1000);

const rooms = [
  { id: 'atrium', capacity: 40, cleaning: { freq: RRule.DAILY, byhour: [6, 19], byminute: [0], bysecond: [0] } },
  { id: 'library', capacity: 12, cleaning: { freq: RRule.WEEKLY, byweekday: [RRule.MO, RRule.TH], byhour: [7], byminute: [30], bysecond: [0] } },
  { id: 'studio', capacity: 6, cleaning: { freq: RRule.WEEKLY, byweekday: [RRule.FR], byhour: [12], byminute: [15], bysecond: [0] } },
];

class Closures {
  constructor(definitions) {
    this.rules = new Map();
    for (const { id, cleaning } of definitions) {
      this.rules.set(id, new RRule({ ...cleaning, dtstart: firstOfMonth, until: inHalfAYear }, NO_CACHE));
    }
  }

  within(room, from, to) {
    const rule = this.rules.get(room);
    return rule ? rule.between(from, to, true) : [];
  }
}

const closures = new Closures(rooms);
const openedAt = Date.now();

const app = express();

app.get('/rooms', (req, res) => {
  res.json(rooms.map(({ id, capacity }) => ({ id, capacity })));
});

app.get('/rooms/:id/availability', (req, res) => {
  const room = rooms.find(({ id }) => id === req.params.id);
  if (!room) return res.status(404).json({ error: 'no such room' });
  const from = new Date();
  const to = new Date(from.getTime() + 3 * 24 * 3600 * 1000);
  const closed = closures.within(room.id, from, to);
  res.json({
    room: room.id,
    from,
    to,
    closed: closed.map((start) => ({ start, end: new Date(start.getTime() + 45 * 60_000) })),
  });
});

app.get('/health', (req, res) => res.json({ up: Date.now() - openedAt }));

app.listen(process.env.PORT, '127.0.0.1');
