import { expect, test } from 'vitest';
import { findCodeBound, findRingBound } from '../../src/growth/code-bound.ts';

test('a size that is only reported is no bound', () => {
  expect(findCodeBound('if (sessions.size > 1000) console.warn("many")', 'sessions')).toBeNull();
});

test('a removal from another container is no bound', () => {
  expect(findCodeBound('if (sessions.size > 1000) others.delete(key)', 'sessions')).toBeNull();
});

test('a part of it for something else is no bound', () => {
  expect(findCodeBound('if (rows.length > 100) page = rows.slice(0, 100)', 'rows')).toBeNull();
});

test('an ever-true lower limit is no bound', () => {
  expect(findCodeBound('if (queue.length > 0) queue.shift()', 'queue')).toBeNull();
});

test.each([
  ['if (cache.size > 10000) cache.delete(cache.keys().next().value)', 'cache', 10_000],
  ['const MAX = 20_000;\nfunction f() { if (seen.size >= MAX) { seen.clear(); } }', 'seen', 20_000],
  ['while (5e3 < list.length) list.shift();', 'list', 5000],
  ['if (this.entries.size > this.max) this.entries.delete(k); constructor() { this.max = 400 }', 'store.entries', 400],
  ["if (log.length > 200000) { old = log; log = ''; }", 'log', 200_000],
  ['if (trail.length >= 5000) trail = trail.slice(-2500);', 'trail', 5000],
  ['if (Object.keys(memo).length > 300) memo = {};', 'memo', 300],
  ['if (this.#items.length === LIMIT) this.#items.length = 0; const LIMIT = 64', 'box.#items', 64],
])('%s', (source, name, limit) => {
  expect(findCodeBound(source, name)?.limit).toBe(limit);
});

test('a place that only rises, or an array that is pushed to, is no ring', () => {
  expect(findRingBound('const rows = []; rows[n++] = row; if (n % 100 === 0) report();', 'rows')).toBeNull();
  expect(findRingBound('const rows = new Array(100); rows.push(row);', 'rows')).toBeNull();
  expect(findRingBound('const shard = shards[id % 16]; shard.push(row);', 'shard')).toBeNull();
});

test.each([
  ['ring[n++ % size] = { url }; const size = 3000;', 'ring', 3000],
  ['this.#slots[this.#next] = entry; this.#next = (this.#next + 1) % 4_096;', 'log.#slots', 4096],
  ['slots[at] = x; if (++at === MAX) { at = 0; } const MAX = 500', 'slots', 500],
  ['slots[at++] = x; if (at >= 250) at = 0;', 'slots', 250],
  ['const last = new Array(20_000); last[at] = x; at = (at + 1) % last.length;', 'last', 20_000],
])('%s', (source, name, limit) => {
  expect(findRingBound(source, name)?.limit).toBe(limit);
});
