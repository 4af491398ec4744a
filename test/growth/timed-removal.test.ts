import { describe, expect, test } from 'vitest';
import { ControlledCode } from '../../src/growth/controlled-code.ts';
import { findTimedRemovals, isCallOf, type TimedRemoval } from '../../src/growth/timed-removal.ts';

const removalsIn = (sources: readonly string[], name: string): TimedRemoval[] =>
  findTimedRemovals(
    sources.map((source) => new ControlledCode(source)),
    name,
  );

const store = `
class MemoryStore {
  init(options) {
    this.windowMs = options.windowMs;
    this.interval = setInterval(() => {
      this.clearExpired();
    }, this.windowMs);
  }
  clearExpired() {
    this.previous = this.current;
    this.current = /* @__PURE__ */ new Map();
  }
}`;

describe('timers that remove from a container', () => {
  test('begin it anew each window, whose length the running service knows', () => {
    expect(removalsIn([store], 'this.current')).toEqual([
      expect.objectContaining({ code: 'clearExpired', operand: 'this.windowMs', delayMs: null, isWhole: true }),
    ]);
  });

  test('begin anew what an object holds that is the container itself', () => {
    expect(removalsIn([store], 'this')).toEqual([expect.objectContaining({ code: 'clearExpired', isWhole: true })]);
  });

  test.each<[string, string, string, { code: string; delayMs: number | null; isWhole: boolean }]>([
    [
      'a sweep of what is too old',
      'const SWEEP_MS = 30_000;\nfunction sweep() { for (const [id, at] of seen) if (at < Date.now() - TTL) seen.delete(id); }\nsetInterval(sweep, SWEEP_MS).unref();',
      'seen',
      { code: 'sweep', delayMs: 30_000, isWhole: false },
    ],
    [
      'an entry each, after a while',
      'seen.add(id);\nsetTimeout(() => seen.delete(id), 2 * 60 * 1000);',
      'seen',
      { code: 'setTimeout', delayMs: 120_000, isWhole: false },
    ],
    [
      'all of it, unless it is in use',
      'setInterval(() => { if (busy) return; hits.clear(); }, 60000);',
      'limiter.hits',
      { code: 'setInterval', delayMs: 60_000, isWhole: false },
    ],
    [
      'all of it',
      'setInterval(() => hits.clear(), 60_000);',
      'hits',
      { code: 'setInterval', delayMs: 60_000, isWhole: true },
    ],
    [
      'a list, which is begun anew',
      'setInterval(function flush() { send(lines); lines = []; }, 45e3 );\nsetInterval(() => { send(lines); lines = []; }, 45000,);',
      'lines',
      { code: 'flush', delayMs: 45_000, isWhole: true },
    ],
  ])('remove %s', (_, source, name, expected) => {
    expect(removalsIn([source], name)[0]).toMatchObject(expected);
  });

  test('may be started in another file than what they run', () => {
    const [starter, limiter] = [
      "const { limiter } = require('./limiter');\nsetInterval(() => limiter.rotate(), 60_000).unref();",
      'exports.limiter = { hits: new Map(), rotate() { this.hits = new Map(); } };',
    ];
    expect(removalsIn([limiter, starter], 'limiter.hits')[0]).toMatchObject({
      code: 'rotate',
      delayMs: 60_000,
      isWhole: true,
    });
  });

  test('empty a store as a whole only where they empty this container of it', () => {
    const source = `
class Store {
  entries = new Map();
  index = new Map();
  clear() { this.entries.clear(); }
}
const store = new Store();
setInterval(() => store.clear(), 600_000);
setInterval(() => { windows = []; }, 600_000);`;
    expect(removalsIn([source], 'store.entries')[0]).toMatchObject({ code: 'clear', isWhole: true });
    expect(removalsIn([source], 'store.index').filter(({ isWhole }) => isWhole)).toEqual([]);
    expect(removalsIn([source], 'windows[…].hits')[0]).toMatchObject({ isWhole: true });
  });

  test('of several the one that repeats and leaves nothing behind comes first', () => {
    const source =
      'setTimeout(() => hits.delete(id), 100);\nsetInterval(() => hits.delete(first), 200);\nsetInterval(() => hits.clear(), 300);';
    expect(removalsIn([source], 'hits').map(({ delayMs }) => delayMs)).toEqual([300, 200, 100]);
  });

  test.each([
    ['another container', 'setInterval(() => other.clear(), 60_000);'],
    ['what only reads', 'setInterval(() => report(hits.size), 60_000);'],
    ['no timer', 'server.on("close", () => hits.clear());'],
  ])('are not %s', (_, source) => {
    expect(removalsIn([source], 'hits')).toEqual([]);
  });
});

describe('a timer that waits', () => {
  const removal = (source: string) => removalsIn([source], 'hits')[0]!;
  test.each<[string, string, string, boolean]>([
    ['the same arrow function', 'setInterval(() =>\n  hits.clear(), ms);', '() =>\n  hits.clear()', true],
    [
      'the function that was named',
      'function sweep() { hits.clear(); }\nsetInterval(sweep, ms);',
      'function sweep() { hits.clear(); }',
      true,
    ],
    [
      'the method that was bound',
      'class A { sweep() { this.hits.clear(); } run() { setInterval(this.sweep.bind(this), ms); } }',
      'bound sweep',
      true,
    ],
    ['another function', 'setInterval(() => hits.clear(), ms);', '() => report()', false],
    [
      'a function of another name',
      'function sweep() { hits.clear(); }\nsetInterval(sweep, ms);',
      'function sweepAll() {}',
      false,
    ],
  ])('calls %s', (_, source, waiting, expected) => {
    expect(isCallOf(removal(source), waiting)).toBe(expected);
  });
});
