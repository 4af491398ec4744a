import { type HeapGraph, NodeType } from './heap-graph.ts';

/** DevTools' "(Document DOM trees)": synthetic, yet its content belongs to the page. */
export function isDocumentTreesRoot(graph: HeapGraph, ordinal: number): boolean {
  return (
    graph.nodeTypes[ordinal] === NodeType.synthetic &&
    graph.strings.get(graph.nodeNames[ordinal]!) === '(Document DOM trees)'
  );
}

/** A child of the root that stands for the user's world (a global object) and not for V8's own roots. */
export function isUserRoot(graph: HeapGraph, ordinal: number): boolean {
  return graph.nodeTypes[ordinal] !== NodeType.synthetic || isDocumentTreesRoot(graph, ordinal);
}
