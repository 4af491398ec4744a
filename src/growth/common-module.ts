import { internalTarget, propertyTarget } from '../heap/contents.ts';
import { type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';

/** Whether the node is a module of Node's CommonJS loader, which its `require.cache` holds (node/lib/internal/modules/cjs/loader.js). */
export function isCommonModule(graph: HeapGraph, node: number): boolean {
  return graph.strings.get(graph.nodeNames[node]!) === 'Module' && propertyTarget(graph, node, 'filename') >= 0;
}

/** The beginning of the module's script; null where no function of the file is alive that tells V8's number of it. */
export function commonModuleLocation(graph: HeapGraph, module: number): ScriptLocation | null {
  const file = propertyTarget(graph, module, 'filename');
  if (file < 0) return null;
  const name = graph.strings.get(graph.nodeNames[file]!);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== NodeType.closure) continue;
    const script = scriptOf(graph, node);
    if (script < 0 || graph.strings.get(graph.nodeNames[script]!) !== name) continue;
    const location = graph.locationOf(node);
    if (location !== null) return { scriptId: location.scriptId, line: 0, column: 0 };
  }
  return null;
}

function scriptOf(graph: HeapGraph, closure: number): number {
  const shared = internalTarget(graph, closure, 'shared');
  if (shared < 0) return -1;
  // Until Node 22 the edge had the first name.
  const script = internalTarget(graph, shared, 'script_or_debug_info');
  return script >= 0 ? script : internalTarget(graph, shared, 'script');
}
