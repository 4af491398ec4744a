import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';

/** Whether the node is a module of Node's CommonJS loader, which its `require.cache` holds (node/lib/internal/modules/cjs/loader.js). */
export function isCommonModule(graph: HeapGraph, node: number): boolean {
  return graph.strings.get(graph.nodeNames[node]!) === 'Module' && targetOf(graph, node, ['filename']) !== null;
}

/** The beginning of the module's script; null where no function of the file is alive that tells V8's number of it. */
export function commonModuleLocation(graph: HeapGraph, module: number): ScriptLocation | null {
  const file = targetOf(graph, module, ['filename']);
  if (file === null) return null;
  const name = graph.strings.get(graph.nodeNames[file]!);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.closure) continue;
    const shared = targetOf(graph, node, ['shared']);
    // Until Node 22 the edge had the first name.
    const script = shared === null ? null : targetOf(graph, shared, ['script_or_debug_info', 'script']);
    if (script === null || graph.strings.get(graph.nodeNames[script]!) !== name) continue;
    const location = graph.locationOf(node);
    if (location !== null) return { scriptId: location.scriptId, line: 0, column: 0 };
  }
  return null;
}

function targetOf(graph: HeapGraph, node: number, names: readonly string[]): number | null {
  for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
    const type = graph.edgeTypes[edge];
    if (type !== EdgeType.property && type !== EdgeType.internal) continue;
    if (names.includes(graph.strings.get(graph.edgeNames[edge]!))) return graph.edgeTargets[edge]!;
  }
  return null;
}
