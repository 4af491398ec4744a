import { className, retainedSizeOfSet } from '../heap/classes.ts';
import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';
import type { LatestHeap } from './growth-model.ts';
import type { MovingPath } from './moving-paths.ts';
import type { PathTree } from './path-tree.ts';
import { scopeLocation } from './scope-location.ts';
import { StepLabeller, splitLabel } from './step-label.ts';
import { NO_PATH } from './walk-paths.ts';

/** One step of a concrete retainer path, not yet mapped to files. */
export interface PathStep {
  readonly reference: string;
  readonly name: string;
  readonly nodeId: number;
  readonly location: ScriptLocation | null;
  readonly suspect: boolean;
}

/** What the newest snapshot tells of one growing path. */
export interface GrowthDescription {
  readonly key: string;
  /** `Map`, `Array`, `Object`, `EventEmitter`, `Timer list` … */
  readonly containerKind: string;
  /** `sessions`, `store.sessions`; null where nothing names it. */
  readonly containerName: string | null;
  /** The name begins with a variable of this scope: a closure that sees it. */
  readonly scope: ScriptLocation | null;
  readonly containerId: number;
  /** The container and up to three objects that hold it, nearest first, as far as they can declare a bound. */
  readonly declarerIds: readonly number[];
  readonly content: string;
  /** The content's class or function. */
  readonly contentLocation: ScriptLocation | null;
  /** Some of the growing objects, newest first. */
  readonly memberIds: readonly number[];
  readonly newObjects: number;
  /** Bytes freed if all new objects of this path went (size of the set). */
  readonly exclusiveBytes: number;
  readonly steps: readonly PathStep[];
  /** Labels of what hangs below one of the growing objects at a like rate, for the growth mode. */
  readonly contentLabels: readonly string[];
}

const SAMPLE = 20;

/** Describes a growing path by one concrete new object of it: its retainers up to the root, its container and the names. */
export function describeGrowth(
  latest: LatestHeap,
  path: MovingPath,
  newestBaselineId: number,
  tree: PathTree,
): GrowthDescription | null {
  const { pathOf } = latest.walk;
  return describeMembers(latest, path.key, nodesOn(path, pathOf), newestBaselineId, () =>
    labelsBelow(tree, pathOf, path),
  );
}

/** Describes the growth of a class whose objects are reached by other paths in every snapshot. */
export function describeClass(
  latest: LatestHeap,
  key: string,
  name: string,
  newestBaselineId: number,
): GrowthDescription | null {
  const { graph } = latest.analysis;
  const members: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) {
    if (latest.walk.viaNode[node] !== -1 && className(graph, node) === name) members.push(node);
  }
  return describeMembers(latest, key, members, newestBaselineId, () => []);
}

function describeMembers(
  latest: LatestHeap,
  key: string,
  members: readonly number[],
  newestBaselineId: number,
  contentLabels: () => string[],
): GrowthDescription | null {
  const { graph } = latest.analysis;
  const isNew = (node: number): boolean => graph.nodeIds[node]! % 2 === 1 && graph.nodeIds[node]! > newestBaselineId;
  const fresh = members.filter(isNew);
  const newest = (fresh.length > 0 ? fresh : members).toSorted((a, b) => graph.nodeIds[b]! - graph.nodeIds[a]!);
  const member = newest[0];
  if (member === undefined) return null;

  const chain = chainToRoot(latest, member);
  const labeller = new StepLabeller(graph);
  const holder = containerAt(graph, chain, isNew);
  const listeners = listenersAt(graph, chain, holder);
  const timers = timersAt(graph, chain, holder);
  const at = listeners?.at ?? timers ?? holder;
  // What the lists of timers hang in is a variable of Node's own.
  const name = timers === null ? containerName(graph, labeller, chain, at) : { text: null, scope: null };
  const kind = timers === null ? kindOf(graph, chain, at) : 'timer list';
  return {
    key,
    containerKind: listeners === null ? kind : listenersOf(listeners.event, kind),
    containerName: name.text,
    scope: name.scope,
    containerId: graph.nodeIds[chain[at]!.node]!,
    declarerIds: declarers(graph, chain, at),
    content: timers === null ? contentName(graph, member) : 'Timeout',
    contentLocation: contentLocation(graph, member),
    memberIds: newest.slice(0, SAMPLE).map((node) => graph.nodeIds[node]!),
    newObjects: fresh.length,
    exclusiveBytes: fresh.length === 0 ? 0 : retainedSizeOfSet(latest.analysis, fresh),
    steps: stepsOf(graph, labeller, chain, at),
    contentLabels: contentLabels(),
  };
}

/** Describes a container whose content is no nodes, by the container itself. */
export function describeNode(latest: LatestHeap, nodeId: number): GrowthDescription | null {
  const { graph, ids } = latest.analysis;
  const node = ids.ordinalOf(nodeId);
  if (node < 0) return null;
  const chain = chainToRoot(latest, node);
  const labeller = new StepLabeller(graph);
  const name = containerName(graph, labeller, chain, 0);
  return {
    key: `size of ${nodeId}`,
    containerKind: kindOf(graph, chain, 0),
    containerName: name.text,
    scope: name.scope,
    containerId: nodeId,
    declarerIds: declarers(graph, chain, 0),
    content: 'number',
    contentLocation: null,
    memberIds: [],
    newObjects: 0,
    exclusiveBytes: 0,
    steps: stepsOf(graph, labeller, chain, 1),
    contentLabels: [],
  };
}

interface Link {
  readonly node: number;
  /** Edge from the link after it in the chain (its retainer); −1 at the root. */
  readonly edge: number;
}

/** From the member up to the root. */
function chainToRoot({ walk }: LatestHeap, member: number): Link[] {
  const chain: Link[] = [];
  for (let node = member; node !== -1; node = walk.viaNode[node]!) chain.push({ node, edge: walk.viaEdge[node]! });
  return chain;
}

function nodesOn(path: MovingPath, pathOf: Int32Array): number[] {
  const wanted = new Set(path.members);
  const nodes: number[] = [];
  for (let node = 0; node < pathOf.length; node++) {
    if (pathOf[node] !== NO_PATH && wanted.has(pathOf[node]!)) nodes.push(node);
  }
  return nodes;
}

/** Arrays, tables, property arrays and scopes are how V8 stores a container, not the container. */
function isBackingStore(graph: HeapGraph, node: number): boolean {
  const type = graph.nodeTypes[node];
  return type === NodeType.array || type === NodeType.hidden || isContext(graph, node);
}

function isContext(graph: HeapGraph, node: number): boolean {
  return graph.strings.get(graph.nodeNames[node]!).startsWith('system / Context');
}

/**
 * Position in the chain of the growing container: the first retainer that was there before the growth and is no backing
 * store; where that is a scope, the value of its variable (`buffer = buffer.concat(…)` makes a new array each time).
 */
function containerAt(graph: HeapGraph, chain: readonly Link[], isNew: (node: number) => boolean): number {
  for (let at = 1; at < chain.length; at++) {
    const { node } = chain[at]!;
    if (isNew(node)) continue;
    if (isContext(graph, node)) return Math.max(0, at - 1);
    if (!isBackingStore(graph, node)) return at;
  }
  return chain.length - 1;
}

/**
 * Whoever listeners are added to, when the growing container is how Node keeps them: `_events` of an EventEmitter, with an
 * array for each event, or the chain of records behind an EventTarget's `kEvents`. null for every other container.
 */
function listenersAt(
  graph: HeapGraph,
  chain: readonly Link[],
  at: number,
): { at: number; event: string | null } | null {
  let event: string | null = null;
  for (let i = Math.max(at - 2, 0); i < chain.length - 1; i++) {
    const { node, edge } = chain[i]!;
    const property = propertyName(graph, edge);
    if (property === '_events') return { at: i + 1, event };
    if (property === '<symbol kEvents>') return { at: i + 1, event: null };
    if (i >= at && !LISTENER_RECORDS.test(graph.strings.get(graph.nodeNames[node]!))) return null;
    // A list of many events is a dictionary, and the event one of its keys: not the name of what grows.
    event = property !== null && i >= at ? property : event;
  }
  return null;
}

function propertyName(graph: HeapGraph, edge: number): string | null {
  return graph.edgeTypes[edge] === EdgeType.property ? graph.strings.get(graph.edgeNames[edge]!) : null;
}

/** Node keeps all timers of one duration in a list; where the chain of timers begins is that list. null: no timers. */
function timersAt(graph: HeapGraph, chain: readonly Link[], at: number): number | null {
  for (let i = at; i < chain.length; i++) {
    const name = graph.strings.get(graph.nodeNames[chain[i]!.node]!);
    if (name === 'TimersList') return i;
    if (name !== 'Timeout') return null;
  }
  return null;
}

const LISTENER_RECORDS = /^(Listener|Object|Array|Map|SafeMap|)$/;

/** `listeners for 'data' of Socket`. */
function listenersOf(event: string | null, kind: string): string {
  return event === null || event.startsWith('<') ? `listeners of ${kind}` : `listeners for '${event}' of ${kind}`;
}

function containerName(
  graph: HeapGraph,
  labeller: StepLabeller,
  chain: readonly Link[],
  at: number,
): { text: string | null; scope: ScriptLocation | null } {
  const parts: string[] = [];
  for (let i = at; i < Math.min(chain.length - 1, at + 8); i++) {
    const { node, edge } = chain[i]!;
    const holder = chain[i + 1]!.node;
    if (graph.nodeTypes[holder] === NodeType.synthetic) break;
    if (i > at && graph.nodeTypes[node] === NodeType.closure && parts.length > 0) {
      const own = graph.strings.get(graph.nodeNames[node]!);
      if (own !== '') return { text: join([own, ...parts]), scope: graph.locationOf(node) };
    }
    const type = graph.edgeTypes[edge]!;
    if (type === EdgeType.context) {
      parts.unshift(graph.strings.get(graph.edgeNames[edge]!));
      return { text: join(parts), scope: scopeLocation(graph, holder) };
    }
    const reference = labeller.reference(holder, edge);
    if (reference.startsWith('.<symbol')) continue;
    if (reference.startsWith('.')) parts.unshift(reference.slice(1));
    else if (reference === '[key]') parts.unshift(graph.strings.get(graph.edgeNames[edge]!));
    else if (reference.startsWith('[') && parts.length > 0 && !isBackingStore(graph, node)) parts.unshift('[…]');
    if (/^(global|globalThis)\b/.test(graph.strings.get(graph.nodeNames[holder]!)))
      return { text: join(['global', ...parts]), scope: null };
    if (parts.length > 0 && isNamedInstance(graph, holder) && parts.length >= 3) break;
  }
  if (parts.length === 0) return { text: null, scope: null };
  const top = chain.slice(at + 1).find(({ node }) => isNamedInstance(graph, node));
  const className = top === undefined ? [] : [graph.strings.get(graph.nodeNames[top.node]!)];
  return { text: join([...className, ...parts]), scope: top === undefined ? null : graph.locationOf(top.node) };
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

/** Collections declare nothing and wide objects are dictionaries; asking V8 for their properties would be slow. */
function declarers(graph: HeapGraph, chain: readonly Link[], at: number): number[] {
  const ids: number[] = [];
  for (let i = at; i < chain.length && ids.length < 4; i++) {
    const { node } = chain[i]!;
    const isPlain = graph.nodeTypes[node] === NodeType.object && !isBackingStore(graph, node);
    const isCollection = ['Map', 'Set', 'Array', 'Module'].includes(graph.strings.get(graph.nodeNames[node]!));
    const edges = graph.edgeStarts[node + 1]! - graph.edgeStarts[node]!;
    if (isPlain && !isCollection && edges <= 100) ids.push(graph.nodeIds[node]!);
  }
  return ids;
}

function kindOf(graph: HeapGraph, chain: readonly Link[], at: number): string {
  const { node } = chain[at]!;
  const name = graph.strings.get(graph.nodeNames[node]!);
  switch (graph.nodeTypes[node]) {
    case NodeType.object:
      return name;
    case NodeType.closure:
      return 'function';
    case NodeType.string:
    case NodeType.concatenatedString:
    case NodeType.slicedString:
      return 'string';
    case NodeType.synthetic:
      return 'native reference';
    default:
      return name === '' ? 'object' : name;
  }
}

function contentName(graph: HeapGraph, node: number): string {
  const name = graph.strings.get(graph.nodeNames[node]!);
  switch (graph.nodeTypes[node]) {
    case NodeType.closure:
      return name === '' ? 'function' : `function ${name}`;
    case NodeType.string:
    case NodeType.concatenatedString:
    case NodeType.slicedString:
      return 'string';
    case NodeType.hidden:
      return name.replace('system / ', '');
    default:
      if (isContext(graph, node)) return 'closure scope';
      return name === '' ? 'object' : name;
  }
}

/** Where the content itself was defined; else a function that it holds directly (a listener record, a job). */
function contentLocation(graph: HeapGraph, node: number): ScriptLocation | null {
  const own = graph.locationOf(node);
  if (own !== null) return own;
  for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
    const target = graph.edgeTargets[edge]!;
    if (graph.edgeTypes[edge] === EdgeType.property && graph.nodeTypes[target] === NodeType.closure) {
      const location = graph.locationOf(target);
      if (location !== null) return location;
    }
  }
  return null;
}

/** Root first; internals of V8 keep their own words, the renderer folds them. */
function stepsOf(graph: HeapGraph, labeller: StepLabeller, chain: readonly Link[], at: number): PathStep[] {
  return chain
    .map(({ node, edge }, i): PathStep => {
      const holder = chain[i + 1]?.node;
      return {
        reference: holder === undefined ? '' : labeller.reference(holder, edge),
        name: labeller.target(node),
        nodeId: graph.nodeIds[node]!,
        location: graph.locationOf(node),
        suspect: i < at,
      };
    })
    .toReversed();
}

function labelsBelow(tree: PathTree, pathOf: Int32Array, path: MovingPath): string[] {
  const counts = new Map<number, number>();
  for (let node = 0; node < pathOf.length; node++) {
    const on = pathOf[node]!;
    if (on !== NO_PATH) counts.set(on, (counts.get(on) ?? 0) + 1);
  }
  const members = new Set(path.members);
  const objects = path.objects.at(-1)!;
  const below = new Set<string>();
  for (const [on, count] of counts) {
    if (count < 0.5 * objects) continue;
    let up = on;
    for (let depth = 0; depth < 8 && up !== 0; depth++) {
      if (members.has(up)) {
        below.add(splitLabel(tree.labelText(on)).target);
        break;
      }
      up = tree.parents[up]!;
    }
  }
  return [...below];
}
