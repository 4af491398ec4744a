'use strict';
// One way to leak per route; the statement that leaks carries its route's name. `/all` runs each route once.
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const vm = require('node:vm');
const zlib = require('node:zlib');
const { setTimeout: sleep } = require('node:timers/promises');
const { Worker } = require('node:worker_threads');

let counter = 0;
const job = () => ({ id: ++counter, text: 'job '.repeat(4) });
const file = path.join(os.tmpdir(), `leakgate-routes-${process.pid}`);
fs.writeFileSync(file, 'content');
const sink = net.createServer(() => undefined).listen(0, '127.0.0.1');

const sessions = new Map();
const answers = new Map();
const answersById = {};
const traces = new Map();
const seen = new Set();
const pushed = [];
const unshifted = [];
const spliced = [];
const indexed = [];
let concatenated = [];
let spread = [];
const dictionary = {};
const foreign = vm.runInNewContext('({})');
const bare = Object.create(null);
const assigned = {};
const defined = {};
const registry = { byName: {}, list: [] };
const emitter = new EventEmitter().setMaxListeners(0);
const onceEmitter = new EventEmitter().setMaxListeners(0);
const namesEmitter = new EventEmitter();
const weak = new WeakMap([[emitter, []]]);
const target = new EventTarget();
const shutdown = new AbortController();
const views = [];
const promises = [];
let head = null;
const queue = { first: null, last: null };
let log = '';
let chain = () => 0;
let failure = null;
let state = { jobs: [], last: null };
let bits = 1n;
let settings = { version: 0 };
const active = [];
const recent = { newer: null };
let newest = recent;
const channel = require('node:diagnostics_channel').channel('app.jobs');
const table = new WebAssembly.Table({ element: 'externref', initial: 0 });
const finalizers = new FinalizationRegistry(() => undefined);
const settled = [];
const immortal = () => new Promise((resolve) => settled.push(resolve));
const forever = { race: immortal(), then: immortal(), await: immortal() };
const contexts = [];
const frozen = Object.freeze({ entries: new Map() });
process.setMaxListeners(0);
require('node:events').setMaxListeners(0, target, shutdown.signal);

class Cache {
  static entries = {};
  static byId = new Map();
}
class Private {
  #map = new Map();
  #list = [];
  #head = null;
  put(value) {
    this.#map.set(value.id, value); // SITE private-map
  }
  push(value) {
    this.#list.push(value); // SITE private-array
  }
  link(value) {
    this.#head = { value, next: this.#head }; // SITE private-list-head
  }
}
class Bounded extends Map {
  remember(key, value) {
    super.set(key, value); // SITE super-set
  }
}
// Takes more than a Map does, and writes keys in its own way.
class Expiring extends Map {
  has(key) {
    return super.has(key.toLowerCase());
  }
  set(key, value, seconds) {
    if (!(seconds > 0)) throw new TypeError(`no number of seconds: ${seconds}`);
    return super.set(key.toLowerCase(), { value, until: Date.now() + 1000 * seconds });
  }
}
class Bus extends EventEmitter {
  on(event, listener, options) {
    if (options === undefined) throw new TypeError('no options');
    return super.on(event, listener);
  }
}
class Sources {
  all = [];
  plug(source) {
    this.all = this.all.concat([source]); // SITE list-copied
  }
  unplug(source) {
    this.all = this.all.filter((each) => each !== source);
  }
}
const sources = new Sources();
const hidden = new Private();
const expiring = new Expiring();
const bus = new Bus();
bus.setMaxListeners(0);
const bounded = new Bounded();
const setCaptured = Map.prototype.set;
const captured = new Map();
const pushBound = Array.prototype.push.bind([]);
function memo(key) {
  memo.cache[key] = job(); // SITE function-property
}
memo.cache = {};
class Tree {
  root = { children: [] };
  insert(value) {
    let node = this.root;
    while (node.children.length === 4) node = node.children[value.id % 4];
    node.children.push({ value, children: [] }); // SITE tree-insert
  }
}
const tree = new Tree();
class Node {
  constructor(value) {
    this.value = value;
    this.next = null;
  }
}

const routes = {
  'map-set': () => {
    sessions.set(++counter, job()); // SITE map-set
  },
  'map-refilled': () => {
    const id = ++counter;
    answers.set(id, 'loading'); // SITE map-refilled
    setImmediate(() => answers.set(id, job()));
  },
  'object-refilled': () => {
    const id = `k${++counter}`;
    answersById[id] = 'loading'; // SITE object-refilled
    setImmediate(() => {
      answersById[id] = job();
    });
  },
  'list-copied': () => {
    sources.plug(job());
    sources.unplug(job());
  },
  'set-add': () => {
    seen.add(job()); // SITE set-add
  },
  'array-push': () => {
    pushed.push(job()); // SITE array-push
  },
  'array-unshift': () => {
    unshifted.unshift(job()); // SITE array-unshift
  },
  'array-splice': () => {
    spliced.splice(0, 0, job()); // SITE array-splice
  },
  'array-index': () => {
    indexed[indexed.length] = job(); // SITE array-index
  },
  'array-concat': () => {
    concatenated = concatenated.concat([job()]); // SITE array-concat
  },
  'array-spread': () => {
    spread = [...spread, job()]; // SITE array-spread
  },
  'object-key': () => {
    dictionary[`k${++counter}`] = job(); // SITE object-key
  },
  'another-context': () => {
    foreign[`k${++counter}`] = job(); // SITE another-context
  },
  'null-prototype': () => {
    bare[`k${++counter}`] = job(); // SITE null-prototype
  },
  'integer-key': () => {
    registry.byName[++counter] = job(); // SITE integer-key
  },
  'object-assign': () => {
    Object.assign(assigned, { [`k${++counter}`]: job() }); // SITE object-assign
  },
  'define-property': () => {
    Object.defineProperty(defined, `k${++counter}`, { value: job(), configurable: true }); // SITE define-property
  },
  'nested-array': () => {
    registry.list.push(job()); // SITE nested-array
  },
  'class-static-object': () => {
    Cache.entries[`k${++counter}`] = job(); // SITE class-static-object
  },
  'class-static-map': () => {
    Cache.byId.set(++counter, job()); // SITE class-static-map
  },
  'private-map': () => hidden.put(job()),
  'private-array': () => hidden.push(job()),
  'private-list-head': () => hidden.link(job()),
  'map-subclass': () => {
    expiring.set(`Key ${++counter}`, job(), 60); // SITE map-subclass
  },
  'emitter-subclass': () => {
    const done = job();
    bus.on('change', () => done, { once: false }); // SITE emitter-subclass
  },
  'super-set': () => bounded.remember(++counter, job()),
  'captured-set': () => {
    setCaptured.call(captured, ++counter, job()); // SITE captured-set
  },
  'bound-push': () => {
    pushBound(job()); // SITE bound-push
  },
  'frozen-holder': () => {
    frozen.entries.set(++counter, job()); // SITE frozen-holder
  },
  'function-property': () => memo(`k${++counter}`),
  'diagnostics-channel': () => {
    channel.subscribe(job.bind(null)); // SITE diagnostics-channel
  },
  'web-assembly-table': () => {
    table.grow(1);
    table.set(table.length - 1, job()); // SITE web-assembly-table
  },
  'weak-map': () => {
    weak.get(emitter).push(job()); // SITE weak-map
  },
  'emitter-on': () => {
    const request = job();
    emitter.on('change', () => request); // SITE emitter-on
  },
  'emitter-once': () => {
    const request = job();
    onceEmitter.once('never', () => request); // SITE emitter-once
  },
  'emitter-new-events': () => {
    namesEmitter.on(`event ${++counter}`, () => counter); // SITE emitter-new-events
  },
  'process-on': () => {
    const request = job();
    process.on('SIGUSR2', () => request); // SITE process-on
  },
  'event-target': () => {
    const request = job();
    target.addEventListener('change', () => request); // SITE event-target
  },
  'abort-signal': () => {
    const request = job();
    shutdown.signal.addEventListener('abort', () => request); // SITE abort-signal
  },
  'promise-list': () => {
    promises.push(new Promise(() => undefined)); // SITE promise-list
  },
  'promise-race': () => {
    Promise.race([forever.race, Promise.resolve(job())]); // SITE promise-race
  },
  'promise-then': () => {
    const request = job();
    forever.then.then(() => request); // SITE promise-then
  },
  'promise-await': () => {
    waits(job());
  },
  'list-head': () => {
    head = { value: job(), next: head }; // SITE list-head
  },
  'list-tail': () => {
    const node = new Node(job());
    if (queue.last === null) queue.first = node;
    else queue.last.next = node; // SITE list-tail
    queue.last = node;
  },
  'closure-chain': () => {
    const previous = chain;
    chain = () => previous; // SITE closure-chain
  },
  'error-causes': () => {
    failure = new Error('failed again', { cause: failure }); // SITE error-causes
  },
  bigint: () => {
    bits = (bits << 64n) | BigInt(++counter); // SITE bigint
  },
  'prototype-chain': () => {
    settings = Object.create(settings, { version: { value: ++counter } }); // SITE prototype-chain
  },
  'stack-entered': () => {
    const context = job();
    for (let depth = 0; depth < 3; depth++) {
      active.push(context);
      active.pop();
    }
    active.push(context); // SITE stack-entered
  },
  'list-reordered': () => {
    for (let moved = 0; moved < 3; moved++) moveToEnd();
    append({ value: job(), newer: null });
  },
  'tree-insert': () => {
    tree.insert(job());
  },
  'state-replaced': () => {
    state = { ...state, jobs: [...state.jobs, job()] }; // SITE state-replaced
  },
  'finalization-registry': () => {
    const request = job();
    finalizers.register(request, () => request); // SITE finalization-registry
  },
  'string-append': () => {
    log += `line ${++counter}\n`; // SITE string-append
  },
  'buffer-slice': () => {
    views.push(Buffer.alloc(20_000).subarray(0, 8)); // SITE buffer-slice
  },
  'vm-context': () => {
    contexts.push(vm.createContext({})); // SITE vm-context
  },
  zlib: () => {
    const deflate = zlib.createDeflate();
    pending.add(deflate); // SITE zlib
  },
  'prepare-stack-trace': () => {
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = (error) => {
      traces.set(++counter, job()); // SITE prepare-stack-trace
      return error.message;
    };
    String(new Error('told').stack);
    Error.prepareStackTrace = before;
  },
  'symbol-for': () => {
    Symbol.for('known');
    Symbol.for(`job ${++counter}`); // SITE symbol-for
  },
};
function append(node) {
  newest.newer = node; // SITE list-reordered
  newest = node;
}
function moveToEnd() {
  const node = recent.newer;
  if (node === null || node === newest) return;
  recent.newer = node.newer;
  node.newer = null;
  newest.newer = node;
  newest = node;
}
const pending = new Set();
async function waits(value) {
  await forever.await; // SITE promise-await
  return value;
}

/** They share what holds them, so that each is asked for alone. */
const alone = {
  'abort-signal-any': () => {
    AbortSignal.any([shutdown.signal]).addEventListener('abort', () => counter); // SITE abort-signal-any
  },
  'set-interval': () => {
    const request = job();
    setInterval(() => request, 2 ** 30).unref(); // SITE set-interval
  },
  'set-timeout': () => {
    const request = job();
    setTimeout(() => request, 3_600_000).unref(); // SITE set-timeout
  },
  'timer-renewed': () => {
    const request = job();
    const again = () => setTimeout(() => again(request), 20).unref(); // SITE timer-renewed
    again();
  },
  'timers-promises': () => {
    sleep(2 ** 29, job(), { ref: false }); // SITE timers-promises
  },
  'fs-open': () => {
    fs.open(file, 'r', () => undefined); // SITE fs-open
  },
  'fs-open-sync': () => {
    fs.openSync(file, 'r'); // SITE fs-open-sync
  },
  'write-stream': () => {
    fs.createWriteStream(file, { flags: 'a' }); // SITE write-stream
  },
  'promises-open': async () => {
    kept.push(await fs.promises.open(file)); // SITE promises-open
  },
  'net-socket': () => {
    net.connect(sink.address().port, '127.0.0.1').unref(); // SITE net-socket
  },
  worker: () => {
    new Worker('setInterval(() => undefined, 1000)', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref(); // SITE worker
  },
};
const kept = [];

// Evidence must not be found for these.
const held = new Map();
const balanced = new Map();
const single = {};
const steady = {
  'balanced-map': () => {
    balanced.set('in flight', job()); // SITE balanced-map
    balanced.delete('in flight');
  },
  'overwritten-key': () => {
    held.set('last', job()); // SITE overwritten-key
    single.last = job();
  },
};

globalThis.probed = () => ({
  process,
  signal: shutdown.signal,
  race: forever.race,
  list: pushed,
  sessions,
  seen,
  pushed,
  dictionary,
  bare,
  frozen,
  emitter,
  target,
  bounded,
  queue,
  balanced,
  held,
  single,
});

const known = { ...routes, ...alone, ...steady };
const all = Object.keys({ ...routes, ...steady });
// `/map-set+fs-open` runs both.
const server = require('node:http').createServer((request, response) => {
  const names = request.url === '/all' ? all : request.url.slice(1).split('+').filter(Boolean);
  for (const name of names) known[name]();
  response.end('ok');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('exit', () => fs.rmSync(file, { force: true }));
