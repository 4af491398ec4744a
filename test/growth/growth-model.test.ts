import { expect, test } from 'vitest';
import { GrowthModel } from '../../src/growth/growth-model.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

type Sketch = Record<string, NodeSketch>;

/** root → global → app, and what the test adds; ids are given so that they persist. */
function heapWith(parts: Sketch): ReturnType<typeof analyseHeap> {
  return analyseHeap(
    heapOf({
      root: [{ to: 'global', type: 'shortcut', name: 'global' }],
      global: { id: 3, name: 'global', edges: ['app'] },
      ...parts,
    }).graph,
  );
}

/** The keys of paths that gained objects, in a form that reads like a retainer path. */
function grown(...heaps: ReturnType<typeof analyseHeap>[]): string[] {
  const model = new GrowthModel();
  for (const heap of heaps) model.add(heap);
  return model
    .moving()
    .filter((path) => path.objects.at(-1)! > path.objects[0]!)
    .map((path) => path.labels.join(' → '));
}

test('objects that come and go in equal numbers do not move', () => {
  //  app → a   then   app → b, of the same class
  const before = heapWith({ app: { id: 5, edges: [{ to: 'a', name: 'last' }] }, a: { id: 7, name: 'Job' } });
  const after = heapWith({ app: { id: 5, edges: [{ to: 'b', name: 'last' }] }, b: { id: 99, name: 'Job' } });
  expect(grown(before, after)).toEqual([]);
});

test('entries of an array are one path', () => {
  //  app → list → [0], [1], …
  const list = (n: number): Sketch => ({
    app: { id: 5, edges: ['list'] },
    list: {
      id: 7,
      name: 'Array',
      edges: Array.from({ length: n }, (_, i) => ({ to: `item${i}`, type: 'element' as const, name: i })),
    },
    ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`item${i}`, { id: 101 + 2 * i, name: 'Item' }])),
  });
  expect(grown(heapWith(list(2)), heapWith(list(5)))).toEqual(['[i]|global → .app|app → .list|Array → [i]|Item']);
});

test('what each of a fixed number of objects has one property for can be no more than these', () => {
  //  rules → [0], [1], …, of which some have been compiled; or lists that begin there
  const rules = (compiled: number, length: number): Sketch => ({
    app: { id: 5, edges: ['rules'] },
    rules: {
      id: 7,
      name: 'Array',
      edges: Array.from({ length: 9 }, (_, i) => ({ to: `rule${i}`, type: 'element' as const, name: i })),
    },
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [
        `rule${i}`,
        { id: 101 + 2 * i, name: 'Rule', edges: i < compiled ? [{ to: `code${i}-0`, name: 'next' }] : [] },
      ]),
    ),
    ...Object.fromEntries(
      Array.from({ length: compiled * length }, (_, at) => {
        const [i, step] = [Math.floor(at / length), at % length];
        const edges = step + 1 < length ? [{ to: `code${i}-${step + 1}`, name: 'next' }] : [];
        return [`code${i}-${step}`, { id: 501 + 2 * at, name: 'Code', edges }];
      }),
    ),
  });
  const placesOf = (length: number): (number | null)[] => {
    const model = new GrowthModel();
    for (const compiled of [2, 5]) model.add(heapWith(rules(compiled, length)));
    return model.moving().map(({ places }) => places);
  };
  expect(placesOf(1)).toEqual([9]);
  expect(placesOf(3)).toEqual([null]);
});

test('random keys of a dictionary become one path, also when there are few at a time', () => {
  //  sessions → .k17, .k44, …: other keys every time
  const sessions = (keys: readonly number[]): Sketch => ({
    app: { id: 5, edges: ['sessions'] },
    sessions: { id: 7, name: 'Object', edges: keys.map((key) => ({ to: `s${key}`, name: `k${key}` })) },
    ...Object.fromEntries(keys.map((key) => [`s${key}`, { id: 101 + 2 * key, name: 'Session' }])),
  });
  const model = new GrowthModel();
  model.add(heapWith(sessions([1, 2])));
  model.add(heapWith(sessions([1, 2, 17, 44, 90])));
  const path = model.moving().find((each) => each.labels.at(-1) === '[key]|Session');
  expect(path?.objects).toEqual([0, 3]);
});

test('a dictionary that outgrows the wide limit between two snapshots stays one path', () => {
  const wide = (n: number): Sketch => ({
    app: { id: 5, edges: ['cache'] },
    cache: { id: 7, name: 'Object', edges: Array.from({ length: n }, (_, i) => ({ to: `e${i}`, name: `key${i}` })) },
    ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`e${i}`, { id: 101 + 2 * i, name: 'Entry' }])),
  });
  const model = new GrowthModel();
  model.add(heapWith(wide(20)));
  model.add(heapWith(wide(200)));
  const paths = model.moving().filter((each) => each.labels.at(-1)?.endsWith('|Entry'));
  expect(paths.map((each) => each.objects.at(-1)! - each.objects[0]!)).toEqual([180]);
});

test('the content of what grows names the growing path as its ancestor', () => {
  const list = (n: number): Sketch => ({
    app: { id: 5, edges: ['list'] },
    list: {
      id: 7,
      name: 'Array',
      edges: Array.from({ length: n }, (_, i) => ({ to: `u${i}`, type: 'element' as const, name: i })),
    },
    ...Object.fromEntries(
      Array.from({ length: n }, (_, i) => [
        `u${i}`,
        { id: 101 + 4 * i, name: 'User', edges: [{ to: `n${i}`, name: 'name' }] },
      ]),
    ),
    ...Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`n${i}`, { id: 103 + 4 * i, type: 'string' as const, name: `u${i}` }]),
    ),
  });
  const model = new GrowthModel();
  model.add(heapWith(list(1)));
  model.add(heapWith(list(4)));
  const name = model.moving().find((path) => path.labels.at(-1) === '.name|string');
  expect(name?.movingAncestors[0]).toMatch(/\[i\]\|User$/);
});

test('a value of a WeakMap hangs below its key, not below the table', () => {
  //  app → key ⇒ value, table ⇒ value (V8 writes both edges)
  const pair = '1 / part of key (Key @9) -> value (Value @11) pair in WeakMap (table @13)';
  const before = heapWith({
    app: { id: 5, edges: ['key', 'table'] },
    key: { id: 9 },
    table: { id: 13, type: 'array', name: '' },
  });
  const after = heapWith({
    app: { id: 5, edges: ['table', 'key'] },
    table: { id: 13, type: 'array', name: '', edges: [{ to: 'value', type: 'internal', name: pair }] },
    key: { id: 9, edges: [{ to: 'value', type: 'internal', name: pair }] },
    value: { id: 11, name: 'Value' },
  });
  expect(grown(before, after)).toEqual(['[i]|global → .app|app → .key|key → [weak entry]|Value']);
});

test('code and object shapes are set aside, and nothing is led through them', () => {
  const before = heapWith({ app: { id: 5, edges: [] } });
  const after = heapWith({
    app: { id: 5, edges: [{ to: 'code', type: 'internal', name: 'shared' }] },
    code: { id: 21, type: 'code', edges: [{ to: 'constant', type: 'internal', name: '1' }] },
    constant: { id: 23, name: 'Array' },
  });
  expect(grown(before, after)).toEqual([]);
});

test('a growing Map is described by its variable, its new entries and the path to them', () => {
  const entries = (n: number): Sketch => ({
    global: { id: 3, name: 'global', edges: ['handler'] },
    handler: {
      id: 31,
      type: 'closure',
      name: 'handler',
      location: { scriptId: 7, line: 11, column: 2 },
      edges: [{ to: 'scope', type: 'internal', name: 'context' }],
    },
    scope: { id: 33, name: 'system / Context', edges: [{ to: 'sessions', type: 'context' }] },
    sessions: { id: 35, name: 'Map', edges: [{ to: 'table', type: 'internal' }] },
    // 4 buckets: slots 7, 8 are the first entry's key and value
    table: {
      id: n > 1 ? 77 : 37,
      type: 'array',
      name: '',
      size: 264,
      edges: Array.from({ length: n }, (_, i) => ({ to: `v${i}`, type: 'internal' as const, name: `${8 + 3 * i}` })),
    },
    ...Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`v${i}`, { id: 101 + 2 * i, name: 'Session', size: 40 }]),
    ),
  });
  const model = new GrowthModel();
  model.add(heapWith(entries(1)));
  model.add(heapWith(entries(4)));
  const path = model.moving().find((each) => each.labels.at(-1) === '[entry]|Session');
  const description = model.describe(path!)!;
  expect(description).toMatchObject({
    containerKind: 'Map',
    containerName: 'sessions',
    containerId: 35,
    content: 'Session',
    newObjects: 3,
    exclusiveBytes: 120,
    scope: { scriptId: 7, line: 11, column: 2 },
  });
  expect(description.steps.map((step) => [step.reference, step.name, step.suspect])).toEqual([
    ['', '', false],
    ['[i]', 'global', false],
    ['.handler', 'handler()', false],
    ['internal context', 'system / Context', false],
    ['variable sessions', 'Map', false],
    ['internal table', '(table)', true],
    ['[entry]', 'Session', true],
  ]);
});

test('properties that hold the same kind of value and all change are one path', () => {
  //  root.next → .a, .b, …: a prefix tree, whose letters all exist from the beginning
  const letters = Array.from({ length: 12 }, (_, i) => String.fromCharCode(97 + i));
  const tree = (below: number): Sketch => ({
    app: { id: 5, edges: letters.map((letter) => ({ to: letter, name: letter })) },
    ...Object.fromEntries(
      letters.map((letter, i) => [
        letter,
        {
          id: 101 + 2 * i,
          name: 'Letter',
          edges: Array.from({ length: below }, (_, k) => ({
            to: `${letter}${k}`,
            type: 'element' as const,
            name: `${k}`,
          })),
        },
      ]),
    ),
    ...Object.fromEntries(
      letters.flatMap((letter, i) =>
        Array.from({ length: below }, (_, k) => [`${letter}${k}`, { id: 1001 + 40 * i + 2 * k, name: 'Word' }]),
      ),
    ),
  });
  expect(grown(heapWith(tree(1)), heapWith(tree(3)))).toEqual(['[i]|global → .app|app → [key]|Letter → [i]|Word']);
});

test('a dictionary in dictionaries stays one path while it becomes large', () => {
  //  usage → .user0 … .user9 → .w0, .w1, …: V8 makes a hash table of so many properties at some size
  const usage = (windows: number): Sketch => {
    const users = Array.from({ length: 10 }, (_, i) => `user${i}`);
    return {
      app: { id: 5, name: 'Object', edges: users.map((user) => ({ to: user, name: user })) },
      ...Object.fromEntries(
        users.map((user, i) => [
          user,
          {
            id: 101 + 2 * i,
            name: 'Object',
            edges: Array.from({ length: windows }, (_, k) => ({ to: `${user}w${k}`, name: `w${k}` })),
          },
        ]),
      ),
      ...Object.fromEntries(
        users.flatMap((user, i) =>
          Array.from({ length: windows }, (_, k) => [`${user}w${k}`, { id: 1001 + 400 * i + 2 * k, name: 'Object' }]),
        ),
      ),
    };
  };
  const model = new GrowthModel();
  for (const windows of [0, 5, 12, 100]) model.add(heapWith(usage(windows)));
  const path = model.moving().find((each) => each.labels.at(-1) === '[key]|Object');
  expect(path?.objects).toEqual([10, 60, 130, 1010]);
});

test('a copy that is longer each time moves by its bytes and is named by what holds it', () => {
  const times = (id: number, bytes: number): Sketch => ({
    app: { id: 5, name: 'App', edges: ['times'] },
    times: { id, name: 'Array', size: bytes },
  });
  const model = new GrowthModel();
  model.add(heapWith(times(7, 80)));
  model.add(heapWith(times(99, 880)));
  const path = model.moving().find((each) => each.labels.at(-1) === '.times|Array')!;
  expect(path).toMatchObject({ objects: [1, 1], shallowBytes: [80, 880] });
  expect(model.describeLargest(path)).toMatchObject({
    containerKind: 'Array',
    containerName: 'global.app.times',
    containerId: 99,
  });
});

test('callbacks that come and go by the hundred are not taken for another session', () => {
  const closures = (first: number): Sketch => {
    const kept = Array.from(
      { length: 20 },
      (_, i) => [`fn${i}`, { id: 101 + 2 * i, type: 'closure' as const }] as const,
    );
    const pending = Array.from(
      { length: 500 },
      (_, i) => [`pending${i}`, { id: first + 2 * i, type: 'closure' as const, name: 'onTimeout' }] as const,
    );
    return {
      app: { id: 5, edges: [...kept, ...pending].map(([name]) => ({ to: name })) },
      ...Object.fromEntries([...kept, ...pending]),
    };
  };
  const model = new GrowthModel();
  expect(model.read(heapWith(closures(1001)).graph).sameSession).toBe(true);
  expect(model.read(heapWith(closures(5001)).graph).sameSession).toBe(true);
});

test('ids of another session are noticed', () => {
  const closures = (names: readonly string[]): Sketch => ({
    app: { id: 5, edges: names.map((name) => ({ to: name })) },
    ...Object.fromEntries(names.map((name, i) => [name, { id: 101 + 2 * i, type: 'closure' as const, name }])),
  });
  const model = new GrowthModel();
  const names = Array.from({ length: 50 }, (_, i) => `fn${i}`);
  expect(model.read(heapWith(closures(names)).graph).sameSession).toBe(true);
  expect(model.read(heapWith(closures(names)).graph).sameSession).toBe(true);
  expect(model.read(heapWith(closures(names.toReversed())).graph).sameSession).toBe(false);
});

test('what a timer happens to have captured is told by its own holder', () => {
  //  app → timer → store ⇠ kept, deeper down
  const heap = (spans: number): Sketch => ({
    app: { id: 5, edges: ['timer', 'a'] },
    timer: { id: 7, name: 'Timeout', edges: spans === 0 ? [] : [{ to: 'span0', name: '<symbol kResourceStore>' }] },
    a: { id: 9, name: 'A', edges: ['b'] },
    b: { id: 11, name: 'B', edges: ['kept'] },
    kept: {
      id: 13,
      name: 'Array',
      edges: Array.from({ length: spans }, (_, i) => ({ to: `span${i}`, type: 'element' as const, name: i })),
    },
    ...Object.fromEntries(Array.from({ length: spans }, (_, i) => [`span${i}`, { id: 101 + 2 * i, name: 'Span' }])),
  });
  expect(grown(heapWith(heap(0)), heapWith(heap(3)))).toEqual([
    '[i]|global → .app|app → .a|A → .b|B → .kept|Array → [i]|Span',
  ]);
});

test('a timer that a snapshot interrupts has the path of those that wait, and so has what it holds', () => {
  //  running (also held from C++) → timer   or   list → timer;   timer → job → entries
  const heap = (isRunning: boolean, entries: number): Sketch => ({
    root: [
      { to: 'global', type: 'shortcut', name: 'global' },
      { to: 'hooks', type: 'element', name: 1 },
    ],
    app: { id: 5, edges: ['list', 'a'] },
    hooks: { id: 7, name: 'Object', edges: [{ to: 'running', name: 'execution_async_resources' }] },
    running: {
      id: 9,
      name: 'Array',
      edges: isRunning ? [{ to: 'timer', type: 'element', name: 0 }] : [],
    },
    list: { id: 11, name: 'TimersList', edges: isRunning ? [] : [{ to: 'timer', name: '_idleNext' }] },
    timer: { id: 13, name: 'Timeout', edges: [{ to: 'job', name: '_onTimeout' }] },
    job: {
      id: 15,
      name: 'Job',
      edges: Array.from({ length: entries }, (_, i) => ({ to: `entry${i}`, type: 'element' as const, name: i })),
    },
    // The longer way, by which it would be reached while the timer runs.
    a: { id: 17, name: 'A', edges: ['b'] },
    b: { id: 19, name: 'B', edges: ['c'] },
    c: { id: 21, name: 'C', edges: ['job'] },
    ...Object.fromEntries(Array.from({ length: entries }, (_, i) => [`entry${i}`, { id: 101 + 2 * i, name: 'Entry' }])),
  });
  const path = '[i]|TimersList → ._idleNext|Timeout → ._onTimeout|Job → [i]|Entry';
  expect(grown(heapWith(heap(false, 0)), heapWith(heap(true, 3)))).toEqual([path]);
  expect(grown(heapWith(heap(true, 0)), heapWith(heap(false, 3)))).toEqual([path]);
});

test('a text is as large as it is long, in however many parts and whoever else holds one', () => {
  //  app → log = flat; = (first) + (second) with `first` also held by the other text; = flat again
  const text = (log: Sketch): ReturnType<typeof analyseHeap> =>
    heapWith({
      app: {
        id: 5,
        edges: [
          { to: 'log', name: 'log' },
          { to: 'early', name: 'early' },
        ],
      },
      ...log,
    });
  const early: NodeSketch = { id: 21, type: 'string', size: 1000 };
  const concatenated = (id: number, first: string, second: string): NodeSketch => ({
    id,
    type: 'concatenatedString',
    size: 32,
    edges: [
      { to: first, type: 'internal', name: 'first' },
      { to: second, type: 'internal', name: 'second' },
    ],
  });
  const model = new GrowthModel();
  model.add(text({ early, log: { id: 7, type: 'string', size: 1000 } }));
  model.add(
    text({
      early,
      log: concatenated(31, 'middle', 'end'),
      middle: concatenated(33, 'early', 'end'),
      end: { id: 35, type: 'string', size: 500 },
    }),
  );
  model.add(text({ early, log: { id: 41, type: 'string', size: 2100 } }));
  const path = model.moving().find(({ labels }) => labels.at(-1) === '.log|string');
  expect(path?.objects).toEqual([1, 1, 1]);
  expect(path?.shallowBytes).toEqual([1000, 1564, 2100]);
  expect(path?.retainedBytes).toEqual(path?.shallowBytes);
});
