const { randomUUID } = require('node:crypto');
const { capacity, cookie } = require('./config');

const sessions = new Map();

function sessionOf(req, res) {
  const sent = /(?:^|;\s*)sid=([\w-]+)/.exec(req.headers.cookie ?? '');
  const known = sent && sessions.get(sent[1]);
  if (known) {
    known.seen = Date.now();
    return known;
  }
  return start(req, res);
}

function start(req, res) {
  const id = randomUUID();
  const session = {
    id,
    visitor: 'guest-' + id.slice(0, 8),
    agent: req.headers['user-agent'] ?? null,
    created: Date.now(),
    seen: Date.now(),
    visits: 0,
    lines: [],
  };
  sessions.set(id, session);
  res.setHeader('set-cookie', `${cookie}=${id}; HttpOnly; Path=/`);
  makeRoom();
  return session;
}

function makeRoom() {
  if (sessions.size <= capacity.sessions) return;
  let surplus = sessions.size - capacity.trimTo;
  for (const id of sessions.keys()) {
    if (surplus-- <= 0) break;
    sessions.delete(id);
  }
}

module.exports = { sessionOf };
