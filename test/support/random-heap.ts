import type { HeapGraph } from '../../src/heap/heap-graph.ts';
import { EdgeType, NodeType } from '../../src/heap/heap-graph.ts';
import { graphOf, type NodeRecord, StringList } from './heap-builder.ts';

/** Numbers in [0, 1) that a seed fixes (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/**
 * A small heap of any shape: cycles, self edges, parallel edges, nodes that only weak edges or nothing reaches, unreachable cliques,
 * globals with shortcuts, owned arrays, WeakMap pairs, contexts with filtered edges.
 */
export function randomHeap(seed: number): HeapGraph {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const count = 1 + below(24);
  const strings = new StringList();
  const names = ['A', 'B', 'Object', 'system / ExternalStringData', '(map descriptors)', 'system / NativeContext', ''];
  const types = [
    NodeType.object,
    NodeType.object,
    NodeType.closure,
    NodeType.hidden,
    NodeType.array,
    NodeType.native,
    NodeType.synthetic,
    NodeType.string,
    NodeType.code,
  ];
  strings.add('');
  const nodes: (NodeRecord & { edges: { type: number; name: number; to: number }[] })[] = [];
  for (let node = 0; node < count; node++) {
    nodes.push({
      type: node === 0 ? NodeType.synthetic : types[below(types.length)]!,
      name: strings.add(node === 0 ? '' : random() < 0.05 ? '(Document DOM trees)' : names[below(names.length)]!),
      id: 2 * node + 1,
      size: node === 0 ? 0 : below(5) * 8,
      edges: [],
    });
  }
  const edgeTypes = [
    EdgeType.context,
    EdgeType.element,
    EdgeType.property,
    EdgeType.property,
    EdgeType.internal,
    EdgeType.hidden,
    EdgeType.shortcut,
    EdgeType.weak,
  ];
  const density = random() * 3;
  const edgeCount = Math.floor(count * density);
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = random() < 0.2 ? 0 : below(count);
    const type = edgeTypes[below(edgeTypes.length)]!;
    const isNumbered = type === EdgeType.element || type === EdgeType.hidden;
    const name = random() < 0.1 ? 'sloppy_function_map' : `e${below(6)}`;
    nodes[from]!.edges.push({ type, name: isNumbered ? below(9) : strings.add(name), to: below(count) });
  }
  for (let pair = below(4); pair > 0; pair--) {
    const [key, value, table] = [below(count), below(count), below(count)];
    const label = `part of key (K @${nodes[key]!.id}) -> value (V @${nodes[value]!.id}) pair in WeakMap (table @${nodes[table]!.id})`;
    nodes[table]!.edges.push({ type: EdgeType.internal, name: strings.add(`${below(9)} / ${label}`), to: value });
    nodes[key]!.edges.push({ type: EdgeType.internal, name: strings.add(`${below(9)} / ${label}`), to: value });
  }
  return graphOf(nodes, strings);
}
