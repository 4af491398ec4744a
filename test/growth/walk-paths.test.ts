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
