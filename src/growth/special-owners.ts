import { contentsOf, propertyTarget } from '../heap/contents.ts';
import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType } from '../heap/heap-graph.ts';
import { isBackingStore, type Link } from './retainer-chain.ts';
import { STRONG_ROOTS } from './v8-nodes.ts';

/**
 * Whoever listeners are added to, when the growing container is how Node keeps them: `_events` of an EventEmitter, with an
 * array for each event, or the chain of records behind an EventTarget's `kEvents`. null for every other container.
 */
export function listenersAt(
  graph: HeapGraph,
  chain: readonly Link[],
  at: number,
): { at: number; event: string | null } | null {
  let event: string | null = null;
  for (let i = Math.max(at - 2, 0); i < chain.length - 1; i++) {
    const { node, edge } = chain[i]!;
    const property = propertyName(graph, edge);
    if (property === '_events')
      return { at: i + 1, event: event === null ? null : firstEventOf(graph, chain, i, event) };
    if (property === '<symbol kEvents>') return { at: i + 1, event: null };
    if (i >= at && !LISTENER_RECORDS.test(graph.strings.get(graph.nodeNames[node]!))) return null;
    // A list of many events is a dictionary, and the event one of its keys: not the name of what grows.
    event = property !== null && i >= at ? property : event;
  }
  return null;
}

/**
 * Of the events that one listener is for, the first in the alphabet: Node keeps events in a dictionary, and which of them leads
 * to the listener differs between processes. `at`: position of `_events`, which leads to the listener by `event`.
 */
function firstEventOf(graph: HeapGraph, chain: readonly Link[], at: number, event: string): string {
  const listener = chain.slice(0, at).findLast(({ node }, i) => i < at - 1 && !isBackingStore(graph, node))?.node;
  if (listener === undefined) return event;
  const events = chain[at]!.node;
  let first = event;
  for (let edge = graph.edgeStarts[events]!; edge < graph.edgeStarts[events + 1]!; edge++) {
    const name = propertyName(graph, edge);
    if (name === null || name >= first || /^<symbol |^__proto__$/.test(name)) continue;
    const entries = contentsOf(graph, graph.edgeTargets[edge]!);
    if (entries?.kind === 'array' && entries.entries.some(({ valueNode }) => valueNode === listener)) first = name;
  }
  return first;
}

/** The property that the edge is; null for every other edge. */
export function propertyName(graph: HeapGraph, edge: number): string | null {
  return edgeTypeOf(graph, edge) === EdgeType.property ? graph.strings.get(edgeNameOf(graph, edge)) : null;
}

/**
 * Node keeps all timers of one duration in a list; where the chain of timers begins is that list, whichever object also holds
 * one of them and so leads to those beside it. null: no timers.
 */
export function timersAt(graph: HeapGraph, chain: readonly Link[], at: number): number | null {
  const nameAt = (i: number): string => graph.strings.get(graph.nodeNames[chain[i]!.node]!);
  let list = at;
  while (list < chain.length && nameAt(list) === 'Timeout') list++;
  if (list < chain.length && nameAt(list) === 'TimersList') return list;
  const isBeside = ({ edge }: Link, i: number): boolean =>
    nameAt(i) === 'Timeout' && edge >= 0 && /^_idle(Next|Prev)$/.test(propertyName(graph, edge) ?? '');
  if (!chain.slice(0, at + 1).some(isBeside)) return null;
  while (list < chain.length && nameAt(list) !== 'TimersList') list++;
  return list < chain.length ? list : null;
}

/** What a channel of node:diagnostics_channel was made with, e.g. `app.query`; null for everything else. */
export function channelName(graph: HeapGraph, node: number): string | null {
  if (!/^(Active)?Channel$/.test(graph.strings.get(graph.nodeNames[node]!))) return null;
  const name = propertyTarget(graph, node, 'name');
  const isNamed = name >= 0 && graph.nodeTypes[name] === NodeType.string;
  return isNamed && propertyTarget(graph, node, '_subscribers') >= 0 ? graph.strings.get(graph.nodeNames[name]!) : null;
}

export const NATIVE_CONTEXT = 'system / NativeContext';

/** The kind of a container that is one of V8's own tables. */
export const TABLE_OF_V8 = 'table of V8';

/** V8's own tables by what fills them. */
const TABLES: Readonly<Record<string, string>> = {
  public_symbol_table: 'Symbol.for',
  atomics_waitasync_promises: 'Atomics.waitAsync',
};

/**
 * The table of V8's own in which the content is, of a global's native context or of V8's roots: what fills it, `Symbol.for`, or
 * V8's name for it. null: it is in none.
 */
export function tableOfV8(graph: HeapGraph, chain: readonly Link[], at: number): string | null {
  const internal = ({ edge }: Link): string | null =>
    edge >= 0 && edgeTypeOf(graph, edge) === EdgeType.internal ? graph.strings.get(edgeNameOf(graph, edge)) : null;
  const nameAt = (i: number): string => (i < 0 ? '' : graph.strings.get(graph.nodeNames[chain[i]!.node]!));
  const isRoots = STRONG_ROOTS.includes(nameAt(at));
  const inside = isRoots ? at - 1 : nameAt(at - 1) === NATIVE_CONTEXT ? at - 2 : -1;
  if (inside < 1 || graph.nodeTypes[chain[inside]!.node] !== NodeType.array) return null;
  const table = internal(chain[inside]!);
  return table === null ? null : (TABLES[table] ?? table);
}

const LISTENER_RECORDS = /^(Listener|Object|Array|Map|SafeMap|)$/;

/** `listeners for 'data' of Socket`. */
export function listenersOf(event: string | null, kind: string): string {
  return event === null || event.startsWith('<') ? `listeners of ${kind}` : `listeners for '${event}' of ${kind}`;
}

/** The event and the emitter's class, as `listenersOf` put them together; null for other containers and unknown events. */
export function listenedTo(containerKind: string): { event: string; className: string } | null {
  const parts = /^listeners for '(.*)' of ([^']*)$/s.exec(containerKind);
  return parts === null ? null : { event: parts[1]!, className: parts[2]! };
}
