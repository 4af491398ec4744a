import { expect, test } from 'vitest';
import {
  type CodeBound,
  findCodeBound,
  findEvictions,
  findRingBound,
  limitsAnother,
  removalFrom,
  takesOut,
} from '../../src/growth/code-bound.ts';
import { ControlledCode } from '../../src/growth/controlled-code.ts';

const boundIn = (source: string, name: string, kind: string): CodeBound | null =>
  findCodeBound(new ControlledCode(source), name, kind);
const ringIn = (source: string, name: string): CodeBound | null => findRingBound(new ControlledCode(source), name);

test('a size that is only reported is no bound', () => {
  expect(boundIn('if (sessions.size > 1000) console.warn("many")', 'sessions', 'Map')).toBeNull();
});

test('a size that only warns is no bound, wherever entries are removed when they are done', () => {
  const close = 'function close(id) { sessions.delete(id); }';
  expect(boundIn(`if (sessions.size > 50000) console.warn('many'); ${close}`, 'sessions', 'Map')).toBeNull();
  expect(boundIn(`if (sessions.size > limits.alarm) { alarms++; tell(); } ${close}`, 'sessions', 'Map')).toBeNull();
  expect(boundIn(`if (sessions.size < 50000) { tell(); } ${close}`, 'sessions', 'Map')).toBeNull();
  expect(
    boundIn(`function open(id) { if (sessions.size < 9000) return; tell(); } ${close}`, 'sessions', 'Map'),
  ).toBeNull();
  expect(boundIn(`const many = sessions.size > 50000; if (many) tell(); ${close}`, 'sessions', 'Map')).toBeNull();
});

test.each([
  ['if (map.size >= 500) this.evict(); } evict() { const [first] = map.keys(); map.delete(first); }'],
  ['if (!map.has(key) && map.size >= 500) { evict(map); } function evict(of) { map.delete(of.keys().next().value); }'],
  ['const evict = () => { map.clear(); }; if (map.size > 500) setImmediate(evict);'],
  ['const forget = () => map.delete(map.keys().next().value); if (map.size > 500) forget();'],
  ['const drop = function (key) { map.delete(key); }; if (map.size > 500) drop(first);'],
  ['evict() { if (map.size <= 500) return; map.delete(map.keys().next().value); }'],
  ['for (const key of map.keys()) { if (map.size <= 500) { break; } map.delete(key); }'],
  ['if (map.size < 500) { map.set(k, v); } else { map.clear(); }'],
  ['if (500 > map.size) return; trim(); } function trim() { map.delete(oldest); }'],
  ['map.size > 500 && map.delete(oldest);'],
  ['for (const key of map.keys()) { if (map.size <= 500) break; } while (map.size > 500) { map.delete(first()); }'],
  ['const full = map.size >= 500; map.set(k, v); if (full) map.delete(oldest);'],
  ['isFull() { return map.size >= 500; } add() { if (this.isFull()) map.delete(oldest); }'],
  ['if(map.size>500){let k=map.keys().next().value;map.delete(k)}'],
])('%s: what removes is called', (source) => {
  expect(boundIn(source, 'map', 'Map')?.limit).toBe(500);
});

test('a removal from another container is no bound', () => {
  expect(boundIn('if (sessions.size > 1000) others.delete(key)', 'sessions', 'Map')).toBeNull();
});

test('a part of it for something else is no bound', () => {
  expect(boundIn('if (rows.length > 100) page = rows.slice(0, 100)', 'rows', 'Array')).toBeNull();
});

test('what is added elsewhere as well is not held by a comparison here', () => {
  expect(
    boundIn('if (list.length < 60) list.push(row); function late() { list.push(row); }', 'list', 'Array'),
  ).toBeNull();
  expect(boundIn('if (memo.size < 60) memo.set(a, b); memo.set(c, d);', 'memo', 'Map')).toBeNull();
  expect(boundIn('if (list.length < 60) tell(); list.push(row);', 'list', 'Array')).toBeNull();
});

test('a page of a list, or a part of another one, is no bound of it', () => {
  expect(boundIn('page = rows.slice(0, 100)', 'rows', 'Array')).toBeNull();
  expect(boundIn('rows = others.slice(0, 100); rows.push(x)', 'rows', 'Array')).toBeNull();
  expect(boundIn('rows.splice(at, 1)', 'rows', 'Array')).toBeNull();
});

test('an ever-true lower limit is no bound', () => {
  expect(boundIn('if (queue.length > 0) queue.shift()', 'queue', 'Array')).toBeNull();
});

test.each([
  ['if (cache.size > 10000) cache.delete(cache.keys().next().value)', 'cache', 10_000],
  ['const MAX = 20_000;\nfunction f() { if (seen.size >= MAX) { seen.clear(); } }', 'seen', 20_000],
  ['while (5e3 < list.length) list.shift();', 'list', 5000, 'Array'],
  ['if (this.entries.size > this.max) this.entries.delete(k); constructor() { this.max = 400 }', 'store.entries', 400],
  ["if (log.length > 200000) { old = log; log = ''; }", 'log', 200_000, 'string'],
  ['if (trail.length >= 5000) trail = trail.slice(-2500);', 'trail', 5000, 'Array'],
  ['if (Object.keys(memo).length > 300) memo = {};', 'memo', 300, 'Object'],
  ['if (this.#notes.length > 900) this.#notes = this.#notes.slice(-600);', 'log.#notes', 900, 'Array'],
  ['if (recent.length > 80) recent = recent.filter((each) => each.isNew);', 'recent', 80, 'Array'],
  ['if (this.#heap.length < 1028) { this.#heap.push(s); up(); } else this.#heap[0] = s;', 'r.#heap', 1028, 'Array'],
  ['if (held.length >= 700) return; held.push(item);', 'held', 700, 'Array'],
  ['if (names.size < 90) names.add(name); else dropped++;', 'names', 90, 'Set'],
  ['if (list.length < 60) list[list.length] = row; else list[at++ % 7] = row;', 'list', 60, 'Array'],
  ['if (order.push(key) > 1000) seen.delete(order.shift());', 'order', 1000, 'Array'],
  ['this.events = [event, ...this.events].slice(0, MAX_EVENTS); const MAX_EVENTS = 250', 'log.events', 250, 'Array'],
  ['state.recent = state.recent.concat(visit).slice(-40);', 'state.recent', 40, 'Array'],
  ['last.push(x); last.length = Math.min(last.length, 75);', 'last', 75, 'Array'],
  ['last.unshift(x); last.splice(120);', 'last', 120, 'Array'],
  ['last.push(x); last.splice(0, last.length - keep); const keep = 45', 'last', 45, 'Array'],
  ['if (this.#items.length === LIMIT) this.#items.length = 0; const LIMIT = 64', 'box.#items', 64, 'Array'],
])('%s', (source, name, limit, kind = 'Map') => {
  expect(boundIn(source, name, kind)?.limit).toBe(limit);
});

test.each([
  ['if (this.cold.size > this.limits.cold) this.cold.delete(oldest)', 'cache.cold', 'this.limits.cold'],
  ['if (map.size >= limit) map.delete(map.keys().next().value)', 'map', 'limit'],
  ['if (this.#held.size > this.#room) this.#held.clear()', 'pages.#held', 'this.#room'],
  ['while (options.keep < seen.size) seen.delete(first)', 'seen', 'options.keep'],
])('%s: the number is in the running service', (source, name, operand) => {
  expect(boundIn(source, name, 'Map')).toMatchObject({ operand, limit: null });
});

test('a number that the source knows comes before one that it does not', () => {
  const source = 'if (map.size > room) map.delete(a); if (map.size > 500) map.clear();';
  expect(boundIn(source, 'map', 'Map')?.limit).toBe(500);
});

test('going through a list is no bound of it', () => {
  const source = 'for (let i = 5; i < jobs.length; i++) if (jobs[i].done) jobs.splice(i, 1);';
  expect(boundIn(source, 'jobs', 'Array')).toBeNull();
});

test('what a Map does not have is no bound of it, nor is a size of something', () => {
  expect(boundIn('if (index.length > capacity) index.delete(oldest); const capacity = 300', 'index', 'Map')).toBeNull();
  expect(boundIn('if (list.size > 300) list.shift()', 'list', 'Array')).toBeNull();
  expect(boundIn('if (map.size > users.size) map.delete(user)', 'map', 'Map')).toBeNull();
  expect(ringIn('rows[n++ % rows.length] = row;', 'rows')).toBeNull();
});

test('a place that only rises, or an array that is pushed to, is no ring', () => {
  expect(ringIn('const rows = []; rows[n++] = row; if (n % 100 === 0) report();', 'rows')).toBeNull();
  expect(ringIn('const rows = new Array(100); rows.push(row);', 'rows')).toBeNull();
  expect(ringIn('const shard = shards[id % 16]; shard.push(row);', 'shard')).toBeNull();
});

test.each([
  ['ring[n++ % size] = { url }; const size = 3000;', 'ring', 3000],
  ['this.#slots[this.#next] = entry; this.#next = (this.#next + 1) % 4_096;', 'log.#slots', 4096],
  ['this.held[this.n++ % this.size] = x; this.size = 700', 'ring.held', 700],
  ['slots[at] = x; if (++at === MAX) { at = 0; } const MAX = 500', 'slots', 500],
  ['slots[at++] = x; if (at >= 250) at = 0;', 'slots', 250],
  ['const last = new Array(20_000); last[at] = x; at = (at + 1) % last.length;', 'last', 20_000],
])('%s', (source, name, limit) => {
  expect(ringIn(source, name)?.limit).toBe(limit);
});

const SEGMENTS = `
  roll() { this.live.push(open()); if (this.live.length > this.options.most) this.retire(this.live.shift()); }
  retire(segment) { for (const key of segment.keys) if (this.index.get(key)?.segment === segment) this.index.delete(key); }`;

test.each([
  [SEGMENTS, 'store.index', 'this.live.length > this.options.most'],
  [SEGMENTS, 'store.live[…].keys', 'this.live.length > this.options.most'],
  [
    'while (bytes > maxBytes) { const [k] = cache.keys(); bytes -= cache.get(k); cache.delete(k); }',
    'cache',
    'bytes > maxBytes',
  ],
  [
    'if (this.#bytes > 5e6) this.#drop(); } #drop() { this.#pages.delete(first); }',
    'pages.#pages',
    'this.#bytes > 5e6',
  ],
  ['for (const [id, at] of seen) { if (at < Date.now() - AGE) seen.delete(id); }', 'seen', 'at < Date.now()'],
  [
    `if (this.nodes > this.maxNodes) this.prune(); }
     prune() { while (this.nodes > this.maxNodes / 2) this.#decay(this.root); }
     #decay(node) { for (const [letter, child] of node.children) if (isRare(child)) node.children.delete(letter); }`,
    'Node.children[…].children',
    'this.nodes > this.maxNodes',
  ],
  ['if (total <= budget) return; for (const id of order) { parts.delete(id); }', 'parts', 'total <= budget'],
  [
    'const level = this.#levels[i]; if (level.length < this.fanout) return; const run = merge(level.splice(0)); this.#levels[i + 1].unshift(run);',
    'tree.#levels[…]',
    'level.length < this.fanout',
  ],
  [
    'const b = buckets[second % 10]; if (b.second !== second) Object.assign(b, empty());',
    'buckets[…]',
    'buckets[second % 10] comes again',
  ],
  ['for (const lane of lanes) { if (lane.length > most) lane.splice(0, half); }', 'lanes[…]', 'lane.length > most'],
])('%s: %s is evicted while %s', (source, container, condition) => {
  expect(findEvictions([new ControlledCode(source)], container)[0]?.condition).toBe(condition);
});

test.each([
  ['function close(id) { sessions.delete(id); }', true],
  ['close(id) { delete this.sessions[id]; }', true],
  ['const sessions = new Map(); sessions.set(id, 1);', false],
  ['others.delete(id); reserve.sessions.set(id, 1)', false],
])('%s takes entries out: %s', (source, takes) => {
  expect(takesOut([new ControlledCode(source)], 'store.sessions')).toBe(takes);
});

test('what a condition in another source calls may evict, by a name of its own', () => {
  const journal = new ControlledCode(
    'const first = null; foldOldest(count) { for (; first && count > 0; count--) { sum(first); first = first.next; } }',
  );
  const ledger = (call: string) =>
    new ControlledCode(`tidy() { if (counter.moves <= foldAbove) return; while (counter.moves > 9) ${call}; }`);
  expect(findEvictions([journal, ledger('longest().foldOldest(half)')], 'first')[0]?.condition).toBe(
    'counter.moves <= foldAbove',
  );
  expect(findEvictions([journal, ledger('longest().tell(half)')], 'first')).toEqual([]);
  const anything = new ControlledCode('clear(count) { orders.delete(count); }');
  expect(findEvictions([anything, ledger('others.clear()')], 'orders')).toEqual([]);
});

test('the head of a list that is moved on gives up what it was; its end takes on what comes', () => {
  expect(removalFrom('head').test('this.head = this.head.next;')).toBe(true);
  expect(removalFrom('first').test('first = first.next')).toBe(true);
  expect(removalFrom('tail').test('this.tail = this.tail.next;')).toBe(false);
  expect(removalFrom('first').test('first = first.next = made;')).toBe(false);
  expect(removalFrom('first').test('first = first.trim();')).toBe(false);
});

test.each([
  ['if (bytes > maxBytes) warn(); function close(id) { sessions.delete(id); }', 'sessions'],
  ['if (bytes > maxBytes) others.delete(id);', 'sessions'],
  ['for (let i = 0; i < n; i++) sessions.delete(ids[i]);', 'sessions'],
  ['if (queue.length > 0) queue.shift();', 'queue'],
  ['if (res.statusCode >= 400) sessions.delete(id);', 'sessions'],
  ['if (bytes > maxBytes) this.warn(); } warn() { log.tell(bytes); } tell(id) { sessions.delete(id); }', 'sessions'],
  ['const all = ids.map((id) => sessions.delete(id));', 'sessions'],
  // The lists in a Map may be held; the Map is not.
  ['const list = byUser.get(id); if (list.length > most) list.shift();', 'byUser'],
])('%s: nothing is evicted', (source, container) => {
  expect(findEvictions([new ControlledCode(source)], container)).toEqual([]);
});

const FLEET =
  'while (this.#couriers.size > this.limit) { const [oldest] = this.#couriers.keys(); this.#couriers.delete(oldest); }';

test.each([
  [FLEET, 'limit', 'fleet.#cells'],
  ['const users = new Map(); if (options.max <= users.size) users.clear();', 'options.max', 'sessions'],
])('%s: %s is no limit of %s', (source, property, container) => {
  expect(limitsAnother(new ControlledCode(source), property, container)).toBe(true);
});

test.each([
  [FLEET, 'limit', 'fleet.#couriers'],
  [
    'const members = this.#cells.get(cell); if (members.size > this.limit) members.delete(first(members));',
    'limit',
    'fleet.#cells',
  ],
  ['if (this.#count > this.limit) this.#drop();', 'limit', 'fleet.#cells'],
  [
    'if (this._order.size > this.limit) this.delete(oldest); } delete(key) { const store = this.storeOf(key); store.delete(key); }',
    'limit',
    'cache._stores[…]',
  ],
  [`${FLEET} if (this.#cells.size > this.limit) this.#cells.clear();`, 'limit', 'fleet.#cells'],
])('%s: %s may be the limit of %s', (source, property, container) => {
  expect(limitsAnother(new ControlledCode(source), property, container)).toBe(false);
});

test.each<[string, string, readonly [unknown, unknown]]>([
  ['while (this.#bytes > this.maxBytes) this.#tiles.delete(first);', '#tiles', ['this.#bytes', 'this.maxBytes']],
  ['if (total > 48 * 1024 * 1024) tiles.clear();', 'tiles', ['total', 48 * 1024 * 1024]],
  ['if (now() > until) tiles.clear();', 'tiles', [null, 'until']],
])('%s: what is compared can be looked up', (source, container, sides) => {
  expect(findEvictions([new ControlledCode(source)], container)[0]?.sides).toEqual(sides);
});
