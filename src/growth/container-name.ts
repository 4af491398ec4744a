import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';
import { commonModuleLocation, isCommonModule } from './common-module.ts';
import { functionOfScope } from './function-of-scope.ts';
import { isBackingStore, type Link } from './retainer-chain.ts';
import { channelName, NATIVE_CONTEXT, tableOfV8 } from './special-owners.ts';
import type { StepLabeller } from './step-label.ts';

export interface ContainerName {
  readonly text: string | null;
  /** The name begins with what this place defines: a variable of this scope, or a class. */
  readonly scope: ScriptLocation | null;
  /** A function that sees the variable with which the name begins; null: it begins with none. */
  readonly seenBy: number | null;
}

export const NAMELESS: ContainerName = { text: null, scope: null, seenBy: null };

/**
 * What a reader calls the container: the variable it is in, or the properties that lead to it from a variable, a function
 * or an object of a class. Symbols, bound functions and the module table are V8's and Node's ways, not names.
 */
export function containerName(
  graph: HeapGraph,
  labeller: StepLabeller,
  chain: readonly Link[],
  at: number,
): ContainerName {
  const channel = channelName(graph, chain[at]!.node);
  if (channel !== null) return { ...NAMELESS, text: channel };
  const table = tableOfV8(graph, chain, at);
  if (table !== null) return { ...NAMELESS, text: table };
  const parts: string[] = [];
  /** Position of what holds the first of the parts. */
  let named = at;
  let end = at;
  /** The last object of a class that was passed, and what leads from it to the container. */
  let instance: { readonly node: number; readonly parts: readonly string[] } | null = null;
  const add = (part: string, i: number): void => {
    if (parts.length === 0 && i > at && isEntry(graph, labeller, chain, at)) parts.push('[…]');
    parts.unshift(part);
    named = i + 1;
  };
  for (let i = at; i < Math.min(chain.length - 1, at + 8); i++) {
    const { node, edge } = chain[i]!;
    const holder = chain[i + 1]!.node;
    // Whichever builtin comes first leads to a native context, and so to what Node keeps there.
    if (graph.nodeTypes[holder] === NodeType.synthetic || isNativeContext(graph, holder)) break;
    if (i > at && graph.nodeTypes[node] === NodeType.closure && parts.length > 0) {
      const own = graph.strings.get(graph.nodeNames[node]!);
      if (own === 'native_bind') break;
      if (own !== '') return { text: join([own, ...parts]), scope: graph.locationOf(node), seenBy: null };
    }
    end = i + 1;
    const type = edgeTypeOf(graph, edge);
    if (type === EdgeType.context) {
      add(graph.strings.get(edgeNameOf(graph, edge)), i);
      const seenBy = functionOfScope(graph, holder);
      return { text: join(parts), scope: seenBy === null ? null : graph.locationOf(seenBy), seenBy };
    }
    const exported = labeller.exportedBy(holder, edge);
    if (exported !== null) return { text: join([exported.name, ...parts]), scope: exported.module, seenBy: null };
    const reference = labeller.reference(holder, edge);
    // Who keeps something beside an object (Nest its providers) gives what it holds no better name than its class does.
    if (reference === '[weak entry]' && instance !== null) {
      const className = graph.strings.get(graph.nodeNames[instance.node]!);
      return { text: join([className, ...instance.parts]), scope: graph.locationOf(instance.node), seenBy: null };
    }
    if (reference.startsWith('.<symbol')) continue;
    if (reference === '.exports' && isCommonModule(graph, holder))
      return {
        text: parts.length === 0 ? 'module.exports' : join(parts),
        scope: commonModuleLocation(graph, holder),
        seenBy: null,
      };
    // A bundler's own modules.
    if (reference === '.exports' && parts.length > 0) return { ...NAMELESS, text: join(parts) };
    if (reference.startsWith('.')) add(readableProperty(graph, holder, reference.slice(1)), i);
    else if (reference === '[key]') add(graph.strings.get(edgeNameOf(graph, edge)), i);
    else if (reference.startsWith('[') && parts.length > 0 && !isBackingStore(graph, node)) add('[…]', i);
    if (/^(global|globalThis)\b/.test(graph.strings.get(graph.nodeNames[holder]!)))
      return { ...NAMELESS, text: join(['global', ...parts]) };
    if (parts.length > 0 && isNamedInstance(graph, holder)) {
      if (parts.length >= 3) break;
      instance = { node: holder, parts: [...parts] };
    }
  }
  if (parts.length === 0) return NAMELESS;
  // Where Node's handle holds it by a symbol, its own class says more than the handle's.
  const holders = isNamedInstance(graph, chain[named]!.node)
    ? chain.slice(named, named + 1)
    : chain.slice(at + 1, end + 1);
  const top = holders.findLast(({ node }) => isNamedInstance(graph, node));
  const className = top === undefined ? [] : [graph.strings.get(graph.nodeNames[top.node]!)];
  return {
    text: join([...className, ...parts]),
    scope: top === undefined ? null : graph.locationOf(top.node),
    seenBy: null,
  };
}

/**
 * One name for containers of the same path: `usage[…]` for `usage.anna` and `usage.ben`. The first one's where they are
 * not named alike.
 */
export function commonName(first: string | null, others: readonly (string | null)[]): string | null {
  if (first === null) return null;
  const parts = partsOf(first);
  for (const other of others) {
    const theirs = partsOf(other ?? '');
    if (theirs.length !== parts.length || theirs[0] !== parts[0]) continue;
    for (const [i, part] of theirs.entries()) if (part !== parts[i]) parts[i] = '[…]';
  }
  return join(parts);
}

function isNativeContext(graph: HeapGraph, node: number): boolean {
  return graph.strings.get(graph.nodeNames[node]!) === NATIVE_CONTEXT;
}

/** The container is itself one of the entries of a collection. */
function isEntry(graph: HeapGraph, labeller: StepLabeller, chain: readonly Link[], at: number): boolean {
  const { edge } = chain[at]!;
  return edgeTypeOf(graph, edge) === EdgeType.element || labeller.reference(chain[at + 1]!.node, edge) === '[entry]';
}

/** Node's own private fields by what everybody calls them. */
function readableProperty(graph: HeapGraph, holder: number, name: string): string {
  return name === '#signal' && graph.strings.get(graph.nodeNames[holder]!) === 'AbortController' ? 'signal' : name;
}

function partsOf(name: string): string[] {
  return name.split(/\.|(?=\[)/u);
}

function join(parts: readonly string[]): string {
  return parts.reduce((text, part, i) => (i === 0 ? part : part.startsWith('[') ? text + part : `${text}.${part}`), '');
}

function isNamedInstance(graph: HeapGraph, node: number): boolean {
  const name = graph.strings.get(graph.nodeNames[node]!);
  return (
    graph.nodeTypes[node] === NodeType.object &&
    !['Object', 'Array', 'Map', 'Set'].includes(name) &&
    !name.startsWith('system /')
  );
}
