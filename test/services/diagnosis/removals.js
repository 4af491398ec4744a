'use strict';
// Containers from which something is to be removed. `SITE name`: the call that never removes anything of what the route `name` adds.
const { EventEmitter } = require('node:events');

let counter = 0;
const next = () => ({ id: ++counter, text: 'job '.repeat(4) });
const timings = new Map();
const waiting = new Set();
const bus = new EventEmitter().setMaxListeners(0);
const target = new EventTarget();
const channel = require('node:diagnostics_channel').channel('app.done');
const refreshed = new Map();
const half = new Map();
const kept = new Map();
const other = new Map();
const views = new Map();
const often = new Map();

function invalidate(id) {
  views.delete(id); // SITE invalidated-by-others
}

const routes = {
  'map-by-another-key': () => {
    const job = next();
    timings.set(job.id, job);
    timings.delete(job); // SITE map-by-another-key
  },
  'set-of-copies': () => {
    const job = next();
    waiting.add(job);
    waiting.delete({ ...job }); // SITE set-of-copies
  },
  'bound-listener': () => {
    const job = next();
    const done = () => job.id;
    bus.on('done', done.bind(job));
    bus.removeListener('done', done); // SITE bound-listener
  },
  'event-target': () => {
    const job = next();
    target.addEventListener('done', () => job.id);
    target.removeEventListener('done', () => job.id); // SITE event-target
  },
  'bound-subscriber': () => {
    channel.subscribe(next.bind(null));
    channel.unsubscribe(next.bind(null)); // SITE bound-subscriber
  },
  // A cache moves what it is given to its end.
  'refreshed-first': () => {
    const job = next();
    refreshed.delete(job.id);
    refreshed.set(job.id, job);
  },
  // It removes what it is to remove; another way in is what leaks.
  'removed-half': () => {
    for (const job of [next(), next()]) {
      half.set(job.id, job);
      if (job.id % 2 === 0) half.delete(job.id);
    }
  },
  // Of what others add, perhaps.
  'invalidated-by-others': () => {
    const job = next();
    views.set(job.id, job);
    process.nextTick(invalidate, -job.id);
  },
  // For what was never added.
  'removed-far-more': () => {
    const job = next();
    often.set(job.id, job);
    for (let each = 1; each <= 10; each++) often.delete(-each);
  },
  'removed-nowhere': () => kept.set(next().id, next()),
  'removed-elsewhere': () => {
    kept.set(next().id, next());
    other.delete(counter);
  },
};

const server = require('node:http').createServer((request, response) => {
  if (request.url === '/all') for (const route of Object.values(routes)) route();
  response.end('ok');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
