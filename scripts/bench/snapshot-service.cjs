// The service whose heap the benchmark snapshots: a session store over HTTP with what such services keep (class instances, Maps, a
// WeakMap, listeners, closures, strings, dates, buffers), of which requests replace and drop a part, so that neighbours in the heap
// are not neighbours in the graph. Run as `snapshot-service.cjs lru`, it also strings its sessions on a list from the newest to the
// oldest, as caches do that drop what was not used for longest: long lists are what some tools are slow on. `POST /sessions?count=N` adds sessions, `POST /snapshot?file=F` writes the heap.
const { createServer } = require('node:http');
const { EventEmitter } = require('node:events');
const { writeHeapSnapshot } = require('node:v8');

let state = 42;
const below = (limit) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 4) % limit;
};

class Session {
  constructor(id, user) {
    this.id = `session-${id}`;
    this.user = user;
    this.created = new Date(1e12 + id);
    this.tags = [`tag${id % 97}`, id, { weight: id / 3 }];
    this.visits = new Map([[`/page/${id % 31}`, { at: id, seconds: id % 600 }]]);
    this.onExpire = () => this.user.sessions.delete(this.id);
  }
}

class User {
  constructor(id) {
    this.name = `user ${id}`;
    this.address = { city: `city ${id % 400}`, lines: [`${id} Main Street`, 'second line'] };
    this.sessions = new Set();
    this.friends = [];
  }
}

/** A place in the list of sessions by last use. */
class Entry {
  constructor(session, older) {
    this.session = session;
    this.older = older;
    this.newer = null;
    if (older !== null) older.newer = this;
  }
}

const isListed = process.argv[2] === 'lru';
let newest = null;
const sessions = new Map();
const users = [];
const notes = new WeakMap();
const index = Object.create(null);
const bus = new EventEmitter();
bus.setMaxListeners(0);

function addSession(id) {
  const user = id % 3 === 0 || users.length === 0 ? new User(id) : users[below(users.length)];
  if (id % 3 === 0) users.push(user);
  const session = new Session(id, user);
  user.sessions.add(session.id);
  user.friends.push(users[below(users.length)]);
  if (isListed) newest = new Entry(session, newest);
  sessions.set(session.id, isListed ? newest : session);
  index[`key-${below(1e9)}`] = session.visits;
  if (id % 50 === 0) notes.set(session, { text: `note ${id}` });
  if (id % 200 === 0) bus.on('tick', () => session.onExpire);
  if (id % 7 === 0) drop(`session-${below(id + 1)}`);
}

function drop(id) {
  const entry = sessions.get(id);
  sessions.delete(id);
  if (!isListed || entry === undefined) return;
  if (entry.older !== null) entry.older.newer = entry.newer;
  if (entry.newer !== null) entry.newer.older = entry.older;
  else newest = entry.older;
}

let added = 0;
createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/sessions') {
    for (const end = added + Number(url.searchParams.get('count')); added < end; added++) addSession(added);
  } else {
    writeHeapSnapshot(url.searchParams.get('file'));
  }
  response.end(String(sessions.size));
}).listen(0, '127.0.0.1', function listening() {
  console.log(this.address().port);
});
