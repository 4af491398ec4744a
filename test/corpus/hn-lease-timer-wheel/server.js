const http = require('node:http');
const { randomUUID } = require('node:crypto');

const TICK_MS = 125;
const wheel = Array.from({ length: 64 }, () => []);
let hand = 0;

const leases = new Map();
const counts = { granted: 0, released: 0, expired: 0 };

setInterval(() => {
  hand = (hand + 1) % wheel.length;
  const due = wheel[hand];
  wheel[hand] = [];
  for (const lease of due) {
    if (lease.rounds > 0) {
      lease.rounds--;
      wheel[hand].push(lease);
    } else if (leases.delete(lease.id)) counts.expired++;
  }
}, TICK_MS);

function grant(resource, owner, ms) {
  const ticks = Math.max(1, Math.ceil(ms / TICK_MS));
  const lease = { id: randomUUID(), resource, owner, token: ++counts.granted, rounds: Math.floor(ticks / wheel.length) };
  leases.set(lease.id, lease);
  wheel[(hand + ticks) % wheel.length].push(lease);
  return lease;
}

function release(id) {
  if (leases.delete(id)) counts.released++;
}

const send = (res, status, value) => {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
};

http
  .createServer(async (req, res) => {
    if (req.method === 'GET') return send(res, 200, { ...counts, held: leases.size });
    let text = '';
    for await (const chunk of req) text += chunk;
    const { resource, owner, keep } = JSON.parse(text);
    const lease = grant(resource, owner, 2500 + 1500 * (owner.length % 3));
    if (keep) return send(res, 201, { lease: lease.id, token: lease.token });
    // Short work is done at once, under the lease.
    setImmediate(() => {
      release(lease.id);
      send(res, 200, { done: resource, token: lease.token });
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
