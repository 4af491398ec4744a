import { describe, expect, it } from 'vitest';
import type { GrowthDescription } from '../../src/growth/describe-growth.ts';
import { GrowthModel } from '../../src/growth/growth-model.ts';
import { listenedTo } from '../../src/growth/special-owners.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

type Sketch = Record<string, NodeSketch>;

/** Ids of what was there before the growth are below, those of what is new above it. */
const NEW = 1001;
const BASE: Sketch = {
  root: [{ to: 'global', type: 'shortcut', name: 'global' }],
  global: { id: 3, name: 'global', edges: ['app'] },
};

/** Describes the largest growth from no new objects to as many as the sketch draws. */
function described(before: Sketch, after: Sketch): GrowthDescription {
  const model = new GrowthModel();
  model.add(analyseHeap(heapOf({ ...BASE, ...before }).graph));
  model.add(analyseHeap(heapOf({ ...BASE, ...after }).graph));
  const [path] = model.moving().toSorted((a, b) => b.objects.at(-1)! - a.objects.at(-1)!);
  return model.describe(path!)!;
}

/** Elements of an array, new ones of the class. */
function elements(
  count: number,
  name: string,
): { edges: { to: string; type: 'element'; name: number }[]; nodes: Sketch } {
  const keys = Array.from({ length: count }, (_, i) => `new ${i}`);
  return {
    edges: keys.map((to, i) => ({ to, type: 'element', name: i })),
    nodes: Object.fromEntries(keys.map((key, i) => [key, { id: NEW + 2 * i, name }])),
  };
}

describe('the container of a growth', () => {
  it('of a tree is asked for its bound together with what holds the tree, not with all nodes above it', () => {
    const { edges, nodes } = elements(3, 'Node');
    const depth = 6;
    const heap = (grown: boolean): Sketch => ({
      app: { id: 5, name: 'App', edges: [{ to: 'trie', name: 'suggestions' }] },
      trie: { id: 7, name: 'SuggestTrie', edges: [{ to: 'node 0', name: 'root' }] },
      ...Object.fromEntries(
        Array.from({ length: depth }, (_, i) => [
          `node ${i}`,
          {
            id: 11 + 2 * i,
            name: 'Node',
            edges: i < depth - 1 ? [{ to: `node ${i + 1}`, name: 'next' }] : [{ to: 'children', name: 'children' }],
          },
        ]),
      ),
      children: { id: 51, name: 'Array', edges: grown ? edges : [] },
      ...(grown ? nodes : {}),
    });
    const { declarerIds } = described(heap(false), heap(true));
    expect(declarerIds).toEqual([11 + 2 * (depth - 1), 7, 5, 3]);
  });

  it('of a list that is also entered from an index has that index as another entrance', () => {
    //  app → ends → oldest → newer → …, and app → index → the newest → older → …
    const heap = (count: number): Sketch => {
      const last = count - 1;
      const node = (i: number) => ({
        id: NEW + 2 * i,
        name: 'Object',
        edges: [
          ...(i < last ? [{ to: `node ${i + 1}`, name: 'newer' }] : []),
          ...(i > 0 ? [{ to: `node ${i - 1}`, name: 'older' }] : []),
          { to: 'shape', name: 'map', type: 'internal' as const },
        ],
      });
      return {
        app: {
          id: 5,
          edges: [
            { to: 'ends', name: 'ends' },
            { to: 'index', name: 'index' },
          ],
        },
        shape: { id: 11, type: 'objectShape', name: 'system / Map' },
        ends: { id: 7, name: 'Ends', edges: count > 0 ? [{ to: 'node 0', name: 'oldest' }] : [] },
        index: { id: 9, name: 'Index', edges: count > 0 ? [{ to: `node ${last}`, name: 'latest' }] : [] },
        ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`node ${i}`, node(i)])),
      };
    };
    const { containerId, otherEntranceIds, linkNames } = described(heap(0), heap(40));
    expect(linkNames.toSorted()).toEqual(['newer', 'older']);
    expect([containerId, ...otherEntranceIds].toSorted((a, b) => a - b)).toEqual([7, 9]);
  });

  it('is one of many, of which some from the first to the last are named beside it', () => {
    //  users → [i] → visits → Visit, one each
    const heap = (visits: number): Sketch => {
      const users = Array.from({ length: 30 }, (_, i) => i);
      return {
        app: { id: 5, edges: ['users'] },
        users: {
          id: 7,
          name: 'Array',
          edges: users.map((i) => ({ to: `user ${i}`, type: 'element' as const, name: i })),
        },
        ...Object.fromEntries(
          users.flatMap((i) => [
            [`user ${i}`, { id: 101 + 4 * i, name: 'User', edges: [{ to: `visits ${i}`, name: 'visits' }] }],
            [
              `visits ${i}`,
              {
                id: 103 + 4 * i,
                name: 'Array',
                edges: i < visits ? [{ to: `visit ${i}`, type: 'element' as const, name: 0 }] : [],
              },
            ],
          ]),
        ),
        ...Object.fromEntries(users.slice(0, visits).map((i) => [`visit ${i}`, { id: NEW + 2 * i, name: 'Visit' }])),
      };
    };
    const { containers, containerId, otherContainerIds } = described(heap(0), heap(30));
    expect(containers).toBe(30);
    expect(containerId).toBe(103 + 4 * 29);
    expect(otherContainerIds).toHaveLength(12);
    expect(otherContainerIds).toContain(103);
  });

  it('has entries that each lead to several of the growing objects', () => {
    //  letters → [i] → trail → Attempt, three each
    const heap = (letters: number): Sketch => {
      const all = Array.from({ length: letters }, (_, i) => i);
      const attempts = [0, 1, 2];
      return {
        app: { id: 5, edges: ['letters'] },
        letters: {
          id: 7,
          name: 'Array',
          edges: all.map((i) => ({ to: `letter ${i}`, type: 'element' as const, name: i })),
        },
        ...Object.fromEntries(
          all.flatMap((i) => [
            [`letter ${i}`, { id: NEW + 20 * i, name: 'Letter', edges: [{ to: `trail ${i}`, name: 'trail' }] }],
            [
              `trail ${i}`,
              {
                id: NEW + 20 * i + 2,
                name: 'Array',
                edges: attempts.map((k) => ({ to: `attempt ${i} ${k}`, type: 'element' as const, name: k })),
              },
            ],
            ...attempts.map((k) => [`attempt ${i} ${k}`, { id: NEW + 20 * i + 4 + 2 * k, name: 'Attempt' }]),
          ]),
        ),
      };
    };
    const description = described(heap(0), heap(40));
    expect(description).toMatchObject({ containerName: 'global.app.letters', content: 'Attempt', membersPerEntry: 3 });
  });

  it('has one entry each for the nodes of a list, though the first leads to them all', () => {
    const heap = (length: number): Sketch => ({
      app: { id: 5, edges: ['list'] },
      list: { id: 7, name: 'List', edges: length === 0 ? [] : [{ to: 'node 0', name: 'head' }] },
      ...Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `node ${i}`,
          { id: NEW + 2 * i, name: 'Node', edges: i + 1 < length ? [{ to: `node ${i + 1}`, name: 'next' }] : [] },
        ]),
      ),
    });
    expect(described(heap(0), heap(30)).membersPerEntry).toBe(1);
  });

  it('has entries of one each where few of them lead to many objects, as in a tree', () => {
    //  tree → children → [i] Branch → children → [i] Leaf
    const heap = (leaves: number): Sketch => {
      const all = Array.from({ length: leaves }, (_, i) => i);
      const branches = leaves === 0 ? [] : [0, 1, 2];
      return {
        app: { id: 5, edges: ['tree'] },
        tree: {
          id: 7,
          name: 'Array',
          edges: branches.map((b) => ({ to: `branch ${b}`, type: 'element' as const, name: b })),
        },
        ...Object.fromEntries(
          branches.map((b) => [
            `branch ${b}`,
            {
              id: NEW + 2 * b,
              name: 'Branch',
              edges: all
                .filter((i) => i % 3 === b)
                .map((i) => ({ to: `leaf ${i}`, type: 'element' as const, name: i })),
            },
          ]),
        ),
        ...Object.fromEntries(all.map((i) => [`leaf ${i}`, { id: NEW + 20 + 2 * i, name: 'Leaf' }])),
      };
    };
    const description = described(heap(0), heap(90));
    expect(description).toMatchObject({ containerName: 'global.app.tree', content: 'Leaf', membersPerEntry: 1 });
  });

  it('is the one that most of the new objects are in, not the one of the newest', () => {
    //  breakers → [i] → Breaker (new) → buckets → Bucket; the bucket of the oldest breaker is renewed from time to time
    const heap = (breakers: number): Sketch => {
      const all = Array.from({ length: breakers }, (_, i) => i);
      return {
        app: { id: 5, edges: ['breakers'] },
        breakers: {
          id: 7,
          name: 'Set',
          edges: all.map((i) => ({ to: `breaker ${i}`, type: 'element' as const, name: i })),
        },
        ...Object.fromEntries(
          all.flatMap((i) => [
            [
              `breaker ${i}`,
              {
                id: i === 0 ? 11 : NEW + 10 * i,
                name: 'Breaker',
                edges: [{ to: `buckets ${i}`, name: 'buckets' }],
              },
            ],
            [
              `buckets ${i}`,
              {
                id: i === 0 ? 13 : NEW + 10 * i + 2,
                name: 'Array',
                edges: [0, 1, 2].map((name) => ({ to: `bucket ${i} ${name}`, type: 'element' as const, name })),
              },
            ],
            ...[0, 1, 2].map((name) => [
              `bucket ${i} ${name}`,
              { id: (i > 0 ? NEW + 10 * i : breakers > 1 ? NEW + 1000 : 101) + 4 + 2 * name, name: 'Bucket' },
            ]),
          ]),
        ),
      };
    };
    const description = described(heap(1), heap(12));
    expect(description.content).toBe('Bucket');
    expect(description.containerId).toBe(7);
    expect(description.otherContainerIds).toEqual([13]);
  });

  it.each([
    ['a function that sees it', []],
    // `function limit(options = {}) { return () => … }`: that of the parameters, which no function was made in.
    ['a function further in', ['body', 'block']],
  ])('is named by its variable, in the scope of %s', (_, inside) => {
    //  app → handler() → context → … → context: jobs → [Job, Job, …]
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Job');
      const scopes = [...inside, 'scope'];
      return {
        app: { id: 5, edges: ['handler'] },
        handler: {
          id: 7,
          type: 'closure',
          location: { scriptId: 9, line: 4, column: 2 },
          edges: [{ to: scopes[0]!, type: 'internal', name: 'context' }],
        },
        ...Object.fromEntries(
          inside.map((scope, i) => [
            scope,
            {
              id: 21 + 2 * i,
              name: 'system / Context',
              edges: [{ to: scopes[i + 1]!, type: 'internal' as const, name: 'previous' }],
            },
          ]),
        ),
        scope: { id: 11, name: 'system / Context', edges: [{ to: 'jobs', type: 'context', name: 'jobs' }] },
        jobs: { id: 13, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({
      containerKind: 'Array',
      containerName: 'jobs',
      containerId: 13,
      content: 'Job',
      newObjects: 5,
      scope: { scriptId: 9, line: 4, column: 2 },
    });
  });

  it('is the emitter also when only the size of its list of listeners is known', () => {
    const model = new GrowthModel();
    const heap: Sketch = {
      app: { id: 5, edges: ['bus'] },
      bus: { id: 7, name: 'Bus', edges: [{ to: 'events', name: '_events' }] },
      events: { id: 9, name: 'Object', edges: [{ to: 'listeners', name: 'change' }] },
      listeners: { id: 11, name: 'Array' },
    };
    for (const _ of [0, 1]) model.add(analyseHeap(heapOf({ ...BASE, ...heap }).graph));
    expect(model.describeNode(11)).toMatchObject({ containerKind: "listeners for 'change' of Bus", containerId: 7 });
    expect(model.describeNode(7)).toMatchObject({ containerKind: 'Bus', containerId: 7 });
  });

  it('is the emitter whose listeners grow, with the event', () => {
    //  app → bus: Bus → _events → change: [listener, …]
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'onChange');
      return {
        app: { id: 5, edges: ['bus'] },
        bus: { id: 7, name: 'Bus', edges: [{ to: 'events', name: '_events' }] },
        events: { id: 9, name: 'Object', edges: [{ to: 'listeners', name: 'change' }] },
        listeners: { id: 11, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({
      containerKind: "listeners for 'change' of Bus",
      containerId: 7,
    });
  });

  it.each([
    ['news', 'change'],
    ['change', 'news'],
  ])('is the emitter with the first in the alphabet of the events that one listener is for', (one, other) => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'onChange');
      return {
        app: { id: 5, edges: ['bus'] },
        bus: { id: 7, name: 'Bus', edges: [{ to: 'events', name: '_events' }] },
        events: {
          id: 9,
          name: 'Object',
          edges: [
            { to: 'some', name: one },
            { to: 'none', name: 'add' },
            { to: 'same', name: other },
          ],
        },
        none: { id: 15, name: 'Array', edges: [] },
        some: { id: 11, name: 'Array', edges },
        same: { id: 13, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({ containerKind: "listeners for 'change' of Bus" });
  });

  it('is the EventTarget behind the chain of records', () => {
    //  app → signal → kEvents → Listener (old) → Listener (new) → …
    const heap = (count: number): Sketch => {
      const records = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `new ${i}`,
          { id: NEW + 2 * i, name: 'Listener', edges: i + 1 < count ? [{ to: `new ${i + 1}`, name: 'next' }] : [] },
        ]),
      );
      return {
        app: { id: 5, edges: ['signal'] },
        signal: { id: 7, name: 'AbortSignal', edges: [{ to: 'events', name: '<symbol kEvents>' }] },
        events: { id: 9, name: 'SafeMap', edges: [{ to: 'first', name: 'abort' }] },
        first: { id: 11, name: 'Listener', edges: count > 0 ? [{ to: 'new 0', name: 'next' }] : [] },
        ...records,
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({ containerKind: 'listeners of AbortSignal', containerId: 7 });
  });

  it('is the queue, not the last old one of its nodes', () => {
    //  app → queue → first → old → new → …
    const heap = (count: number): Sketch => {
      const nodes = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `new ${i}`,
          { id: NEW + 2 * i, name: 'Object', edges: i + 1 < count ? [{ to: `new ${i + 1}`, name: 'next' }] : [] },
        ]),
      );
      return {
        app: { id: 5, edges: ['queue'] },
        queue: { id: 7, name: 'Queue', edges: ['first'] },
        first: { id: 9, name: 'Object', edges: [{ to: 'old', name: 'next' }] },
        old: { id: 11, name: 'Object', edges: count > 0 ? [{ to: 'new 0', name: 'next' }] : [] },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({
      containerKind: 'Queue',
      containerName: 'global.app.queue',
      containerId: 7,
    });
  });

  it('is the first node of a list that a variable holds', () => {
    const heap = (count: number): Sketch => {
      const nodes = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `new ${i}`,
          { id: NEW + 2 * i, name: 'Object', edges: i + 1 < count ? [{ to: `new ${i + 1}`, name: 'next' }] : [] },
        ]),
      );
      return {
        app: { id: 5, edges: ['handler'] },
        handler: { id: 7, type: 'closure', edges: [{ to: 'scope', type: 'internal', name: 'context' }] },
        scope: { id: 9, name: 'system / Context', edges: [{ to: 'first', type: 'context', name: 'head' }] },
        first: { id: 11, name: 'Object', edges: [{ to: 'old', name: 'next' }] },
        old: { id: 13, name: 'Object', edges: count > 0 ? [{ to: 'new 0', name: 'next' }] : [] },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({ containerName: 'head', containerId: 11 });
  });

  it('is the first node of a list that a global holds, not the global object', () => {
    const heap = (count: number): Sketch => {
      const nodes = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `new ${i}`,
          { id: NEW + 2 * i, name: 'Object', edges: i + 1 < count ? [{ to: `new ${i + 1}`, name: 'next' }] : [] },
        ]),
      );
      return {
        app: { id: 5, name: 'Object', edges: [{ to: 'old', name: 'next' }] },
        old: { id: 7, name: 'Object', edges: count > 0 ? [{ to: 'new 0', name: 'next' }] : [] },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({ containerName: 'global.app', containerId: 5 });
  });

  describe('below objects that share a shape', () => {
    const shaped = (edges: { to: string; name: string }[]) => [
      ...edges,
      { to: 'shape', name: 'map', type: 'internal' as const },
    ];
    const shape = { id: 9, type: 'objectShape' as const, name: 'system / Map' };

    it('is the object that holds the root of a tree', () => {
      //  app → root → left → right → new ones
      const heap = (count: number): Sketch => ({
        app: { id: 5, name: 'Tree', edges: [{ to: 'top', name: 'top' }] },
        shape,
        top: { id: 11, name: 'Object', edges: shaped([{ to: 'left', name: 'left' }]) },
        left: { id: 13, name: 'Object', edges: shaped(count > 0 ? [{ to: 'new 0', name: 'right' }] : []) },
        ...Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `new ${i}`,
            {
              id: NEW + 2 * i,
              name: 'Object',
              edges: shaped(i + 1 < count ? [{ to: `new ${i + 1}`, name: i % 2 === 0 ? 'left' : 'right' }] : []),
            },
          ]),
        ),
      });
      expect(described(heap(0), heap(6)).containerId).toBe(5);
    });

    it('is the dictionary with many keys in one with few', () => {
      //  app → hosts → host → path 0 …
      const heap = (paths: number): Sketch => {
        const all = Array.from({ length: paths }, (_, i) => i);
        return {
          app: { id: 5, name: 'Store', edges: [{ to: 'hosts', name: 'hosts' }] },
          shape,
          hosts: { id: 11, name: 'Object', edges: shaped([{ to: 'host', name: '127.0.0.1' }]) },
          host: { id: 13, name: 'Object', edges: shaped(all.map((i) => ({ to: `new ${i}`, name: `/orders/${i}` }))) },
          ...Object.fromEntries(all.map((i) => [`new ${i}`, { id: NEW + 2 * i, name: 'Object' }])),
        };
      };
      expect(described(heap(0), heap(30)).containerId).toBe(13);
    });

    it('is the inner one of two dictionaries', () => {
      //  app → usage → user 0 … → window → Bucket
      const users = Array.from({ length: 40 }, (_, i) => i);
      const heap = (windows: number): Sketch => ({
        app: { id: 5, name: 'App', edges: [{ to: 'usage', name: 'usage' }] },
        shape,
        usage: { id: 11, name: 'Object', edges: shaped(users.map((i) => ({ to: `user ${i}`, name: `user ${i}` }))) },
        ...Object.fromEntries(
          users.flatMap((i) => [
            [
              `user ${i}`,
              { id: 101 + 2 * i, name: 'Object', edges: shaped(i < windows ? [{ to: `new ${i}`, name: 'w1' }] : []) },
            ],
            ...(i < windows ? [[`new ${i}`, { id: NEW + 2 * i, name: 'Object' }]] : []),
          ]),
        ),
      });
      expect(described(heap(0), heap(30)).containers).toBe(30);
    });
  });

  it("is Node's list for timers, without the name of Node's variable", () => {
    const heap = (count: number): Sketch => {
      const timers = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `new ${i}`,
          { id: NEW + 2 * i, name: 'Timeout', edges: i + 1 < count ? [{ to: `new ${i + 1}`, name: '_idleNext' }] : [] },
        ]),
      );
      return {
        app: { id: 5, edges: [{ to: 'list', name: '1000' }] },
        list: { id: 7, name: 'TimersList', edges: count > 0 ? [{ to: 'new 0', name: '_idleNext' }] : [] },
        ...timers,
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({
      containerKind: 'timer list',
      containerName: null,
      content: 'Timeout',
    });
  });

  it("is Node's list for what hangs on timers, also where an older object holds one that leads to them", () => {
    const breakers = (count: number): Sketch =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          [
            `new ${i}`,
            {
              id: NEW + 2 * i,
              name: 'Timeout',
              edges: [...(i + 1 < count ? [{ to: `new ${i + 1}`, name: '_idleNext' }] : []), `status ${i}`],
            },
          ],
          [`status ${i}`, { id: NEW + 100 + 2 * i, name: 'Status' }],
        ]).flat(),
      );
    const heap = (count: number): Sketch => ({
      app: { id: 5, edges: [{ to: 'list', name: '1000' }] },
      list: { id: 7, name: 'TimersList', edges: [{ to: 'first', name: '_idleNext' }] },
      first: { id: 9, name: 'Timeout', edges: [{ to: 'breaker', name: '_onTimeout' }] },
      breaker: { id: 11, name: 'Breaker', edges: [{ to: 'second', name: 'interval' }] },
      second: { id: 13, name: 'Timeout', edges: count > 0 ? [{ to: 'new 0', name: '_idleNext' }] : [] },
      ...breakers(count),
    });
    const model = new GrowthModel();
    model.add(analyseHeap(heapOf({ ...BASE, ...heap(0) }).graph));
    model.add(analyseHeap(heapOf({ ...BASE, ...heap(6) }).graph));
    for (const name of ['Timeout', 'Status'])
      expect(model.describeClass(`class ${name}`, name)).toMatchObject({
        containerKind: 'timer list',
        containerId: 7,
        content: 'Timeout',
      });
  });

  it("is one for all timers of Node's ring, which a walk enters from both ends", () => {
    const timer = (i: number): { to: string; name: string }[] => [
      { to: i < 5 ? `new ${i + 1}` : 'list', name: '_idleNext' },
      { to: i > 0 ? `new ${i - 1}` : 'list', name: '_idlePrev' },
    ];
    const ends = [
      { to: 'new 0', name: '_idleNext' },
      { to: 'new 5', name: '_idlePrev' },
    ];
    const heap = (count: number): Sketch => ({
      app: { id: 5, edges: [{ to: 'list', name: '1000' }] },
      list: { id: 7, name: 'TimersList', edges: count > 0 ? ends : [] },
      ...Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`new ${i}`, { id: NEW + 2 * i, name: 'Timeout', edges: timer(i) }]),
      ),
    });
    const model = new GrowthModel();
    model.add(analyseHeap(heapOf({ ...BASE, ...heap(0) }).graph));
    model.add(analyseHeap(heapOf({ ...BASE, ...heap(6) }).graph));
    expect(model.moving().map(({ objects }) => objects)).toEqual([[0, 6]]);
  });

  it('is found behind a Proxy, which V8 calls one of its own objects', () => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Effect');
      return {
        app: { id: 5, edges: ['state'] },
        state: {
          id: 7,
          type: 'hidden',
          name: 'system / JSProxy',
          edges: [{ to: 'target', type: 'internal', name: 'target' }],
        },
        target: { id: 9, name: 'State', edges: ['effects'] },
        effects: { id: 11, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({ containerKind: 'Array', containerId: 11, content: 'Effect' });
  });

  it('has the name that a module exports it by, without the way through the module table', () => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Entry');
      return {
        app: { id: 5, edges: [{ to: 'module', name: 'children' }] },
        module: { id: 7, name: 'Module', edges: ['exports'] },
        exports: { id: 9, name: 'Object', edges: ['cache'] },
        cache: { id: 11, name: 'Object', edges: [{ to: 'data', name: '_data' }] },
        data: { id: 13, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5)).containerName).toBe('cache._data');
  });

  it('belongs to the object that a bound function has for `this`, whoever calls that function', () => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Entry');
      return {
        app: { id: 5, name: 'Timeout', edges: [{ to: 'bound', name: '_onTimeout' }] },
        bound: {
          id: 7,
          type: 'closure',
          name: 'native_bind',
          edges: [{ to: 'cache', type: 'internal', name: 'bound_this' }],
        },
        cache: { id: 9, name: 'NodeCache', edges: ['data'] },
        data: { id: 11, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5)).containerName).toBe('NodeCache.data');
  });

  it('is one of the entries where a collection holds several like it', () => {
    //  app → sessions (Map) → table → session → current → Page
    const heap = (count: number): Sketch => {
      const pages = Array.from({ length: count }, (_, i) => `new ${i}`);
      return {
        app: { id: 5, type: 'closure', edges: [{ to: 'scope', type: 'internal', name: 'context' }] },
        scope: { id: 7, name: 'system / Context', edges: [{ to: 'sessions', type: 'context', name: 'sessions' }] },
        sessions: { id: 9, name: 'Map', edges: [{ to: 'table', type: 'internal', name: 'table' }] },
        // Of two buckets: the first entry's value is in slot 6.
        table: { id: 11, type: 'array', name: '', size: 152, edges: [{ to: 'session', type: 'internal', name: '6' }] },
        session: { id: 13, name: 'Object', edges: pages.map((to, i) => ({ to, name: `page${i}` })) },
        ...Object.fromEntries(pages.map((key, i) => [key, { id: NEW + 2 * i, name: 'Page' }])),
      };
    };
    expect(described(heap(0), heap(6))).toMatchObject({ containerName: 'sessions[…]', containerId: 13 });
  });

  it('is of the class that holds it, not of a WeakMap by which a framework knows that', () => {
    //  app → scope → CONTEXT (WeakMap) → table → wrapper → instance (NotesService) → changes (Subject) → observers
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Subscriber');
      const entry = {
        to: 'wrapper',
        type: 'internal' as const,
        name: '6 / part of key (Object @3) -> value (Object @17) pair in WeakMap (table @13)',
      };
      return {
        app: { id: 5, type: 'closure', edges: [{ to: 'scope', type: 'internal', name: 'context' }] },
        scope: { id: 7, name: 'system / Context', edges: [{ to: 'map', type: 'context', name: 'CONTEXT' }] },
        map: { id: 9, name: 'Object', edges: [entry] },
        wrapper: { id: 11, name: 'Object', edges: ['instance'] },
        instance: { id: 13, name: 'NotesService', edges: ['changes'] },
        changes: { id: 15, name: 'Subject', edges: ['observers'] },
        observers: { id: 17, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5)).containerName).toBe('NotesService.changes.observers');
  });

  it('is of the class that holds it, not of the handle by which Node reaches that', () => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Entry');
      return {
        app: { id: 5, type: 'synthetic', name: '(Global handles)', edges: ['handle'] },
        handle: { id: 6, name: 'TCP', edges: [{ to: 'server', name: '<symbol owner_symbol>' }] },
        server: { id: 7, name: 'Server', edges: [{ to: 'contexts', name: '_contexts' }] },
        contexts: { id: 9, name: 'Array', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5)).containerName).toBe('Server._contexts');
  });

  it('is a table of V8 where nothing else keeps what waits in it', () => {
    const heap = (count: number): Sketch => {
      const { nodes } = elements(count, 'Promise');
      const edges = Object.keys(nodes).map((to, i) => ({ to, type: 'internal' as const, name: String(i) }));
      return {
        global: { id: 3, name: 'global', edges: [{ to: 'context', type: 'internal', name: 'native_context' }] },
        context: {
          id: 5,
          type: 'hidden',
          name: 'system / NativeContext',
          edges: [{ to: 'waiting', type: 'internal', name: 'atomics_waitasync_promises' }],
        },
        waiting: { id: 7, type: 'array', name: '', edges },
        ...nodes,
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({
      containerKind: 'table of V8',
      containerName: 'Atomics.waitAsync',
      content: 'Promise',
    });
  });

  it.each(['(Strong roots)', '(Strong root list)'])('is the registry of symbols below %s', (roots) => {
    const heap = (count: number): Sketch => {
      const { nodes } = elements(count, '');
      return {
        app: { id: 5, type: 'synthetic', name: '(GC roots)', edges: ['roots'] },
        roots: {
          id: 7,
          type: 'synthetic',
          name: roots,
          edges: [{ to: 'table', type: 'internal', name: 'public_symbol_table' }],
        },
        table: {
          id: 9,
          type: 'array',
          name: '',
          edges: Object.keys(nodes).map((to, i) => ({ to, type: 'internal', name: String(i) })),
        },
        ...Object.fromEntries(
          Object.entries(nodes).map(([key, node]) => [key, { ...node, type: 'symbol', name: 'symbol' }]),
        ),
      };
    };
    expect(described(heap(0), heap(5))).toMatchObject({ containerKind: 'table of V8', containerName: 'Symbol.for' });
  });

  it('calls what Node holds by what it is', () => {
    const heap = (count: number): Sketch => {
      const { edges, nodes } = elements(count, 'Node / UDPWrap');
      return { app: { id: 5, type: 'synthetic', name: '(Global handles)', edges }, ...nodes };
    };
    expect(described(heap(0), heap(5))).toMatchObject({ containerKind: 'native reference', content: 'UDP socket' });
  });
});

describe('listeners', () => {
  it.each([
    ["listeners for 'error' of Socket", { event: 'error', className: 'Socket' }],
    ["listeners for 'it's' of Bus", { event: "it's", className: 'Bus' }],
    ['listeners of Socket', null],
    ['Map', null],
  ])('%s are told apart', (kind, parts) => {
    expect(listenedTo(kind)).toEqual(parts);
  });
});

it('a class is told by the path that most of its new objects are on, not by the newest of them', () => {
  const heap = (count: number): Sketch => ({
    app: { id: 5, edges: ['kept', 'observer'] },
    kept: { id: 7, name: 'Kept', edges: Array.from({ length: count }, (_, i) => ({ to: `tags ${i}`, name: 'tags' })) },
    ...Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`tags ${i}`, { id: NEW + 10 + 2 * i, name: 'Array' }]),
    ),
    observer: { id: 9, name: 'Observer', edges: ['buffer'] },
    buffer: { id: NEW + 4 * count, name: 'Array' },
  });
  const model = new GrowthModel();
  model.add(analyseHeap(heapOf({ ...BASE, ...heap(0) }).graph));
  model.add(analyseHeap(heapOf({ ...BASE, ...heap(20) }).graph));
  const description = model.describeClass('class Array', 'Array');
  expect(description?.containerKind).toBe('Kept');
  expect(description?.newObjects).toBe(21);
});

it('strings that compiled code alone holds are in the string table of V8, and no handles', () => {
  const heap = (count: number): Sketch => ({
    root: [
      { to: 'global', type: 'shortcut', name: 'global' },
      { to: 'table', type: 'element', name: 1 },
    ],
    app: { id: 5 },
    table: {
      id: 7,
      type: 'synthetic',
      name: '(Internalized strings)',
      edges: Array.from({ length: count }, (_, i) => ({ to: `literal ${i}`, type: 'element' as const, name: i })),
    },
    ...Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`literal ${i}`, { id: NEW + 2 * i, type: 'string' as const }]),
    ),
  });
  expect(described(heap(0), heap(20)).containerKind).toBe('string table of V8');
});
