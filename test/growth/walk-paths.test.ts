import { expect, it } from 'vitest';
import { PathTree } from '../../src/growth/path-tree.ts';
import { walkPaths } from '../../src/growth/walk-paths.ts';
import { heapOf } from '../support/heap-builder.ts';

it.each(['(Strong roots)', '(Strong root list)'])(
  '%s lead to what their tables hold, though the list of all strings comes before them',
  (roots) => {
    const { graph, node } = heapOf({
      root: [{ to: 'gc', type: 'element', name: 1 }],
      gc: { type: 'synthetic', name: '(GC roots)', edges: ['strings', 'roots'] },
      strings: { type: 'synthetic', name: '(Internalized strings)', edges: ['description'] },
      roots: {
        type: 'synthetic',
        name: roots,
        edges: [{ to: 'table', type: 'internal', name: 'public_symbol_table' }],
      },
      table: { type: 'array', name: '', edges: ['symbol'] },
      symbol: { type: 'symbol', name: 'symbol', edges: [{ to: 'description', type: 'internal', name: 'name' }] },
      description: { type: 'string', name: 'lock:1' },
    });
    const walk = walkPaths(graph, new PathTree());
    expect(walk.viaNode[node('description')]).toBe(node('symbol'));
  },
);

it('a timer that another one’s object leads to is one of those that wait, unless it is in no list', () => {
  const next = (to: string) => ({ to, name: '_idleNext' });
  // The first timer's breaker leads to the last of the list before the list itself does, and to one that has fired.
  const { graph, node } = heapOf({
    root: [{ to: 'lists', name: 'timerListMap' }],
    lists: { edges: [{ to: 'list', name: 'list' }] },
    list: { name: 'TimersList', edges: [next('timers0')] },
    ...Object.fromEntries(
      [0, 1, 2, 3, 4, 5].map((i) => [
        `timers${i}`,
        {
          name: 'Timeout',
          edges: [next(i < 5 ? `timers${i + 1}` : 'list'), ...(i === 0 ? [{ to: 'breaker', name: 'owner' }] : [])],
        },
      ]),
    ),
    breaker: {
      name: 'Breaker',
      edges: [
        { to: 'timers4', name: 'interval' },
        { to: 'fired', name: 'timeout' },
      ],
    },
    fired: { name: 'Timeout', edges: [] },
  });
  const { pathOf } = walkPaths(graph, new PathTree());
  const paths = [0, 1, 2, 3, 4, 5].map((i) => pathOf[node(`timers${i}`)]);
  expect(new Set(paths).size).toBe(1);
  expect(pathOf[node('fired')]).not.toBe(paths[0]);
});

it.each(['<symbol kResourceStore>', '<symbol async_context_frame>', '<symbol kAsyncContextFrame>'])(
  'what a timer captured as %s is reached by that last of all',
  (captured) => {
    const { graph, node } = heapOf({
      root: [
        { to: 'timer', name: 'timer' },
        { to: 'app', name: 'app' },
      ],
      timer: { name: 'Timeout', edges: [{ to: 'frame', name: captured }] },
      frame: { edges: [{ to: 'span', name: 'store' }] },
      app: { edges: [{ to: 'server', name: 'server' }] },
      server: { edges: [{ to: 'handler', name: 'handler' }] },
      handler: { edges: [{ to: 'span', name: 'parent' }] },
      span: { name: 'Span' },
    });
    expect(walkPaths(graph, new PathTree()).viaNode[node('span')]).toBe(node('handler'));
  },
);
