import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';
import { isContext } from './retainer-chain.ts';

/** Blocks in blocks; further in nobody looks for a variable. */
const DEEPEST_SCOPE = 4;

/**
 * The function that stands for a scope: a context has no location of its own, so the first function (in source order) that was
 * made in it does, or in the nearest scope inside of it (parameters with default values have a scope around the body's). Its script is the
 * file of the variable. null: there is none with a location.
 */
export function functionOfScope(graph: HeapGraph, context: number): number | null {
  let scopes = new Set([context]);
  for (let depth = 0; depth < DEEPEST_SCOPE && scopes.size > 0; depth++) {
    const found = firstFunctionIn(graph, scopes);
    if (found !== null) return found;
    scopes = scopesIn(graph, scopes);
  }
  return null;
}

function firstFunctionIn(graph: HeapGraph, scopes: ReadonlySet<number>): number | null {
  let best: { node: number; line: number } | null = null;
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.closure || !leadsTo(graph, node, 'context', scopes)) continue;
    const location = graph.locationOf(node);
    if (location !== null && (best === null || location.line < best.line)) best = { node, line: location.line };
  }
  return best?.node ?? null;
}

function scopesIn(graph: HeapGraph, around: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (let node = 0; node < graph.nodeCount; node++)
    if (leadsTo(graph, node, 'previous', around) && isContext(graph, node)) found.add(node);
  return found;
}

/** Whether V8's own edge of this name leads to one of the scopes. */
function leadsTo(graph: HeapGraph, node: number, name: string, scopes: ReadonlySet<number>): boolean {
  for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
    if (!scopes.has(graph.edgeTargets[edge]!) || edgeTypeOf(graph, edge) !== EdgeType.internal) continue;
    if (graph.strings.get(edgeNameOf(graph, edge)) === name) return true;
  }
  return false;
}
