import { className, retainedSizeOfSet } from '../heap/classes.ts';
import { internalTarget } from '../heap/contents.ts';
import { edgeNameOf, edgeTypeOf } from '../heap/edge-labels.ts';
import { EdgeType, type HeapGraph, NodeType, type ScriptLocation } from '../heap/heap-graph.ts';
import { isBuiltInCollection } from './built-in-collection.ts';
import { commonName, containerName, NAMELESS } from './container-name.ts';
import { type ContentFacts, labelsBelow, pathsBelow, readContents } from './content-facts.ts';
import type { LatestHeap } from './growth-model.ts';
import type { MovingPath } from './moving-paths.ts';
import { nativeName } from './native-name.ts';
import type { PathTree } from './path-tree.ts';
import { isBackingStore, isContext, type Link } from './retainer-chain.ts';
import { type RetainerFacts, readRetainers } from './retainer-facts.ts';
import { listenersAt, listenersOf, propertyName, TABLE_OF_V8, tableOfV8, timersAt } from './special-owners.ts';
import { StepLabeller } from './step-label.ts';
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
  /** That closure; null where the name begins with no variable. */
  readonly scopeFunctionId: number | null;
  /** Functions through which the container is held, nearest first, some of many: they see variables that its own scope does not. */
  readonly holderFunctionIds: readonly number[];
  readonly containerId: number;
  /** Further containers of the same path (the sockets of a pool), some of many. */
  readonly otherContainerIds: readonly number[];
  /** Containers from which others lead into the midst of the same list: an index of its nodes, the holder of its other end. */
  readonly otherEntranceIds: readonly number[];
  /** Properties by which the growing objects refer to others of their class: both links of a list that leads both ways. */
  readonly linkNames: readonly string[];
  /** How many there are, as far as 200 of the objects tell. */
  readonly containers: number;
  /** Growing objects for each entry of the container that leads to some; at least 1. */
  readonly membersPerEntry: number;
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
  /** Sums over what hangs below them; null where no single path leads to them. */
  readonly contents: ContentFacts | null;
  /** null where none of the objects is a node of its own. */
  readonly retainers: RetainerFacts | null;
}

const SAMPLE = 20;
/** Members whose containers are looked at, and the containers that are named beside the first. */
const MEMBERS_ASKED = 200;
const MOST_CONTAINERS = 12;
const MOST_DECLARERS = 4;
const MOST_FUNCTIONS = 3;
/** Steps from an entry's part to the container; further down it is a node of a list, and each of thousands would be followed so far. */
const DEEPEST_PART = 12;
const STRING_TABLES = /^\((?:Internalized|External) strings\)$/;

/** Describes a growing path by one concrete new object of it: its retainers up to the root, its container and the names. */
export function describeGrowth(
  latest: LatestHeap,
  path: MovingPath,
  newestBaselineId: number,
  tree: PathTree,
): GrowthDescription | null {
  const { pathOf } = latest.walk;
  const below = pathsBelow(tree, path.members);
  return describeMembers(latest, path.key, nodesOn(path, pathOf), newestBaselineId, () => ({
    contentLabels: labelsBelow(tree, pathOf, below),
    contents: readContents(latest.analysis.graph, latest.walk, below),
  }));
}

/** Describes the growth of a class whose objects are reached by other paths in every snapshot, by the path that most new ones are on. */
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
  const none = { contentLabels: [], contents: null };
  return describeMembers(
    latest,
    key,
    members,
    newestBaselineId,
    () => none,
    (fresh) => commonPathFirst(latest, fresh),
  );
}

/** The newest object of a common class (an array, a promise) can be anybody's. */
function commonPathFirst({ walk }: LatestHeap, nodes: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const node of nodes) counts.set(walk.pathOf[node]!, (counts.get(walk.pathOf[node]!) ?? 0) + 1);
  return nodes.toSorted((a, b) => counts.get(walk.pathOf[b]!)! - counts.get(walk.pathOf[a]!)!);
}

function describeMembers(
  latest: LatestHeap,
  key: string,
  members: readonly number[],
  newestBaselineId: number,
  below: () => Pick<GrowthDescription, 'contentLabels' | 'contents'>,
  order: (newestFirst: number[]) => readonly number[] = (newestFirst) => newestFirst,
): GrowthDescription | null {
  const { graph } = latest.analysis;
  const isNew = (node: number): boolean => graph.nodeIds[node]! % 2 === 1 && graph.nodeIds[node]! > newestBaselineId;
  const fresh = members.filter(isNew);
  const newest = order((fresh.length > 0 ? fresh : members).toSorted((a, b) => graph.nodeIds[b]! - graph.nodeIds[a]!));
  if (newest.length === 0) return null;
  const labeller = new StepLabeller(graph);
  const { commonest, others: beside } = containersOf(latest, labeller, newest, isNew);
  const { member, chain, at, listeners, timers } = commonest;
  // What the lists of timers hang in is a variable of Node's own.
  const name = timers === null ? containerName(graph, labeller, chain, at) : NAMELESS;
  const others = spreadOver(beside, MOST_CONTAINERS);
  const otherNames = others.map((node) => containerName(graph, labeller, chainToRoot(latest, node), 0).text);
  const kind = timers === null ? kindOf(graph, chain, at) : 'timer list';
  return {
    key,
    containerKind: listeners === null ? kind : listenersOf(listeners.event, kind),
    containerName: commonName(name.text, otherNames),
    scope: name.scope,
    scopeFunctionId: name.seenBy === null ? null : graph.nodeIds[name.seenBy]!,
    containerId: graph.nodeIds[chain[at]!.node]!,
    otherContainerIds: others.map((node) => graph.nodeIds[node]!),
    otherEntranceIds: otherEntrances(latest, labeller, commonest, newest, isNew).map((node) => graph.nodeIds[node]!),
    linkNames: linkNames(graph, chain, newest),
    containers: 1 + beside.length,
    membersPerEntry: membersPerEntry(latest, commonest, newest),
    declarerIds: declarers(graph, chain, at),
    holderFunctionIds: functionsAbove(graph, chain, at),
    content: timers === null ? contentName(graph, member) : 'Timeout',
    contentLocation: contentLocation(graph, member),
    memberIds: newest.slice(0, SAMPLE).map((node) => graph.nodeIds[node]!),
    newObjects: fresh.length,
    retainers: readRetainers(latest.analysis, newest, latest.walk.viaEdge, labeller),
    exclusiveBytes: fresh.length === 0 ? 0 : retainedSizeOfSet(latest.analysis, fresh),
    steps: stepsOf(graph, labeller, chain, at),
    ...below(),
  };
}

/** A growing object with the container that holds it, at `at` in its chain. */
interface Held {
  readonly member: number;
  readonly chain: readonly Link[];
  readonly at: number;
  readonly listeners: ReturnType<typeof listenersAt>;
  readonly timers: number | null;
}

/**
 * The container that holds most of the objects, by its newest one, and the nodes of all others. Of objects from all over the path: V8 numbers
 * those of one round in the order of its walk, one container after the other; and the newest alone may be in a container that only
 * renews what it holds.
 */
function containersOf(
  latest: LatestHeap,
  labeller: StepLabeller,
  newest: readonly number[],
  isNew: (node: number) => boolean,
): { commonest: Held; others: readonly number[] } {
  const counts = new Map<number, { first: Held; held: number }>();
  for (const member of new Set([newest[0]!, ...spreadOver(newest, MEMBERS_ASKED)])) {
    const first = heldBy(latest, labeller, member, isNew);
    const container = first.chain[first.at]!.node;
    const known = counts.get(container);
    if (known === undefined) counts.set(container, { first, held: 1 });
    else known.held++;
  }
  const [most, ...rest] = [...counts].toSorted(([, a], [, b]) => b.held - a.held);
  return { commonest: most![1].first, others: rest.map(([container]) => container) };
}

/**
 * An entry's own parts count as often as it has them. Only members as far below the container as the described one are compared: the nodes
 * of a linked list all lead to its first one. Few entries that lead to many each are the first level of a tree, whose nodes are no parts of these.
 */
function membersPerEntry({ analysis, walk }: LatestHeap, { chain, at }: Held, members: readonly number[]): number {
  if (at > DEEPEST_PART) return 1;
  const container = chain[at]!.node;
  const entries = new Set<number>();
  let counted = 0;
  for (const member of members) {
    let node = member;
    let entry = member;
    let steps = 0;
    for (; steps < at && node !== container && node !== -1; steps++) {
      if (!isBackingStore(analysis.graph, node)) entry = node;
      node = walk.viaNode[node]!;
    }
    if (node !== container || steps < at) continue;
    counted++;
    entries.add(entry);
  }
  const each = counted / Math.max(1, entries.size);
  return each <= entries.size ? Math.max(1, each) : 1;
}

function heldBy(latest: LatestHeap, labeller: StepLabeller, member: number, isNew: (node: number) => boolean): Held {
  const { graph } = latest.analysis;
  const chain = chainToRoot(latest, member);
  const holder = containerAt(graph, labeller, chain, isNew);
  const listeners = listenersAt(graph, chain, holder);
  const timers = timersAt(graph, chain, holder);
  return { member, chain, at: listeners?.at ?? timers ?? holder, listeners, timers };
}

/** Edges from an object, by its properties, to others of its shape. */
function* linksOf(graph: HeapGraph, node: number): Generator<number> {
  for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
    if (edgeTypeOf(graph, edge) === EdgeType.property && haveOneShape(graph, node, graph.edgeTargets[edge]!))
      yield edge;
  }
}

const MOST_LINK_NAMES = 4;

function linkNames(graph: HeapGraph, chain: readonly Link[], members: readonly number[]): string[] {
  if (!isLink(graph, chain, 0)) return [];
  const names = new Set<string>();
  for (const member of members.slice(0, SAMPLE)) {
    for (const edge of linksOf(graph, member)) {
      const name = propertyName(graph, edge);
      if (name !== null && name !== '__proto__') names.add(name);
    }
  }
  return [...names].slice(0, MOST_LINK_NAMES);
}

const MOST_ENTRANCES = 3;

/**
 * Where a list's nodes end on this path, they may go on on another: a list that leads both ways, entered from its two ends or from an index as
 * well, is walked from each of them up to where the walks meet. The containers of these others, looked for once a path: each look goes up to the
 * root, along the whole of a list.
 */
function otherEntrances(
  latest: LatestHeap,
  labeller: StepLabeller,
  { chain, at }: Held,
  members: readonly number[],
  isNew: (node: number) => boolean,
): number[] {
  const { graph } = latest.analysis;
  const { pathOf } = latest.walk;
  if (!isLink(graph, chain, 0)) return [];
  const found = new Set<number>();
  const paths = new Set([NO_PATH, pathOf[chain[0]!.node]!]);
  for (const member of members) {
    for (const edge of linksOf(graph, member)) {
      const next = graph.edgeTargets[edge]!;
      if (paths.has(pathOf[next]!)) continue;
      paths.add(pathOf[next]!);
      const other = heldBy(latest, labeller, next, isNew);
      const container = other.chain[other.at]!.node;
      if (container !== chain[at]!.node) found.add(container);
      if (found.size === MOST_ENTRANCES) return [...found];
    }
  }
  return [...found];
}

/** At most so many, over the whole of the list. */
function spreadOver(nodes: readonly number[], most: number): readonly number[] {
  if (nodes.length <= most) return nodes;
  return Array.from({ length: most }, (_, i) => nodes[Math.floor(((i + 1) * nodes.length) / most) - 1]!);
}

/** Describes a container whose content is no nodes, by the container itself; listeners by whom they are added to. */
export function describeNode(latest: LatestHeap, nodeId: number): GrowthDescription | null {
  const { graph, ids } = latest.analysis;
  const node = ids.ordinalOf(nodeId);
  if (node < 0) return null;
  const chain = chainToRoot(latest, node);
  const labeller = new StepLabeller(graph);
  const listeners = listenersAt(graph, chain, 0);
  const at = listeners?.at ?? 0;
  const name = containerName(graph, labeller, chain, at);
  const kind = kindOf(graph, chain, at);
  return {
    key: `size of ${nodeId}`,
    containerKind: listeners === null ? kind : listenersOf(listeners.event, kind),
    containerName: name.text,
    scope: name.scope,
    scopeFunctionId: name.seenBy === null ? null : graph.nodeIds[name.seenBy]!,
    containerId: graph.nodeIds[chain[at]!.node]!,
    otherContainerIds: [],
    otherEntranceIds: [],
    linkNames: [],
    containers: 1,
    membersPerEntry: 1,
    declarerIds: declarers(graph, chain, at),
    holderFunctionIds: functionsAbove(graph, chain, at),
    content: entryName(graph, node),
    contentLocation: null,
    memberIds: [],
    newObjects: 0,
    exclusiveBytes: 0,
    steps: stepsOf(graph, labeller, chain, Math.max(1, at)),
    contentLabels: [],
    contents: null,
    retainers: null,
  };
}

/** From the member up to the root. */
function chainToRoot({ walk }: LatestHeap, member: number): Link[] {
  const chain: Link[] = [];
  for (let node = member; node !== -1; node = walk.viaNode[node]!) chain.push({ node, edge: walk.viaEdge[node]! });
  return chain;
}

/** Describes what became larger on a path: the container that the largest object on it is, or is the memory of. */
export function describeLargest(latest: LatestHeap, path: MovingPath): GrowthDescription | null {
  const { graph } = latest.analysis;
  const largest = nodesOn(path, latest.walk.pathOf).toSorted(
    (a, b) => latest.analysis.shallowSizes[b]! - latest.analysis.shallowSizes[a]!,
  )[0];
  if (largest === undefined) return null;
  const isMemory = ({ node }: Link): boolean =>
    isBackingStore(graph, node) ||
    graph.nodeTypes[node] === NodeType.native ||
    graph.strings.get(graph.nodeNames[node]!) === 'ArrayBuffer';
  const owner = chainToRoot(latest, largest).find((link) => !isMemory(link));
  return owner === undefined ? null : describeNode(latest, graph.nodeIds[owner.node]!);
}

function nodesOn(path: MovingPath, pathOf: Int32Array): number[] {
  const wanted = new Set(path.members);
  const nodes: number[] = [];
  for (let node = 0; node < pathOf.length; node++) {
    if (pathOf[node] !== NO_PATH && wanted.has(pathOf[node]!)) nodes.push(node);
  }
  return nodes;
}

/**
 * Position in the chain of the growing container: the first retainer that was there before the growth and is no backing
 * store; where that is a scope or what a module exports, the value of its variable (`buffer = buffer.concat(…)` makes a new array each time).
 */
function containerAt(
  graph: HeapGraph,
  labeller: StepLabeller,
  chain: readonly Link[],
  isNew: (node: number) => boolean,
): number {
  for (let at = 1; at < chain.length; at++) {
    const { node } = chain[at]!;
    if (isNew(node)) continue;
    if (isContext(graph, node) || labeller.exportedBy(node, chain[at - 1]!.edge) !== null) return Math.max(0, at - 1);
    if (!isBackingStore(graph, node)) return listAt(graph, chain, at);
  }
  return chain.length - 1;
}

/**
 * Position of a list where the container is only the last of its old nodes: the object that holds the list's end, so that both
 * ends lead to the same, else the node in its variable, which may be a global or an export. Elsewhere `at` itself.
 */
function listAt(graph: HeapGraph, chain: readonly Link[], at: number): number {
  let end = at;
  while (isLink(graph, chain, end) && (areAlike(graph, chain, end, end - 1) || isBranch(graph, chain, end))) end += 1;
  const isList = end > at || (isLink(graph, chain, at - 1) && areAlike(graph, chain, at - 1, at - 2));
  const holder = chain[end + 1];
  if (!isList || holder === undefined || isBackingStore(graph, holder.node)) return end;
  const isExported = holder.edge >= 0 && propertyName(graph, holder.edge) === 'exports';
  const isGlobal = end + 2 === chain.length - 1;
  return graph.nodeTypes[holder.node] === NodeType.object && !isExported && !isGlobal ? end + 1 : end;
}

/** From one object to another of its kind, by a property. */
function isLink(graph: HeapGraph, chain: readonly Link[], at: number): boolean {
  const [link, holder] = [chain[at], chain[at + 1]];
  if (link === undefined || holder === undefined || link.edge < 0) return false;
  return (
    edgeTypeOf(graph, link.edge) === EdgeType.property && graph.nodeNames[link.node] === graph.nodeNames[holder.node]
  );
}

function areAlike(graph: HeapGraph, chain: readonly Link[], a: number, b: number): boolean {
  return b >= 0 && isLink(graph, chain, b) && edgeNameOf(graph, chain[a]!.edge) === edgeNameOf(graph, chain[b]!.edge);
}

/** Edges of a node of a tree: dictionaries have one shape in common, too, and more keys. */
const MOST_BRANCHES = 24;

/** From one object to another of V8's same shape: nodes of a tree, by whichever of its branches. */
function isBranch(graph: HeapGraph, chain: readonly Link[], at: number): boolean {
  const [node, holder] = [chain[at]!.node, chain[at + 1]!.node];
  if (edgesOf(graph, holder) > MOST_BRANCHES || edgesOf(graph, node) > MOST_BRANCHES) return false;
  return haveOneShape(graph, node, holder);
}

/** V8's hidden class, which two plain objects of like properties share. */
function haveOneShape(graph: HeapGraph, a: number, b: number): boolean {
  const shape = internalTarget(graph, a, 'map');
  return shape >= 0 && shape === internalTarget(graph, b, 'map');
}

function edgesOf({ edgeStarts }: HeapGraph, node: number): number {
  return edgeStarts[node + 1]! - edgeStarts[node]!;
}

function functionsAbove(graph: HeapGraph, chain: readonly Link[], at: number): number[] {
  const functions = chain.slice(at + 1).filter(({ node }) => graph.nodeTypes[node] === NodeType.closure);
  return functions.slice(0, MOST_FUNCTIONS).map(({ node }) => graph.nodeIds[node]!);
}

/**
 * Collections declare nothing and wide objects are dictionaries; asking V8 for their properties would be slow. Of the nodes of a tree or a list
 * one is asked: what bounds all of them is above.
 */
function declarers(graph: HeapGraph, chain: readonly Link[], at: number): number[] {
  const ids: number[] = [];
  const classes = new Set<string>();
  for (let i = at; i < chain.length && ids.length < MOST_DECLARERS; i++) {
    const { node } = chain[i]!;
    const isPlain = graph.nodeTypes[node] === NodeType.object && !isBackingStore(graph, node);
    const name = graph.strings.get(graph.nodeNames[node]!);
    const declaresNothing = isBuiltInCollection(name) || name === 'Module';
    if (!isPlain || declaresNothing || classes.has(name) || edgesOf(graph, node) > 100) continue;
    ids.push(graph.nodeIds[node]!);
    if (name !== 'Object') classes.add(name);
  }
  return ids;
}

function kindOf(graph: HeapGraph, chain: readonly Link[], at: number): string {
  const { node } = chain[at]!;
  if (tableOfV8(graph, chain, at) !== null) return TABLE_OF_V8;
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
      // Literals of compiled code hang nowhere else on a path that leads through no code; they are no handles.
      return STRING_TABLES.test(name) ? 'string table of V8' : 'native reference';
    default:
      // Where Node's environment keeps what it has to close at the end.
      if (/^Node \/ (CleanupQueue|.*Realm|Environment)$/.test(name)) return 'native reference';
      return name === '' ? 'object' : nativeName(name);
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
      return name === '' ? 'object' : nativeName(name);
  }
}

/** What most of the last entries of a collection are; numbers are no nodes. */
function entryName(graph: HeapGraph, container: number): string {
  const stores = targetsOf(graph, container).filter((target) => graph.nodeTypes[target] === NodeType.array);
  const entries = stores.flatMap((store) => targetsOf(graph, store)).filter((entry) => !isBackingStore(graph, entry));
  const counts = new Map<string, number>();
  for (const entry of entries.slice(-SAMPLE)) {
    const name = contentName(graph, entry);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] >= SAMPLE / 2 ? most[0] : 'number';
}

function targetsOf(graph: HeapGraph, node: number): number[] {
  return [...graph.edgeTargets.subarray(graph.edgeStarts[node]!, graph.edgeStarts[node + 1]!)];
}

/** Where the content itself was defined; else a function that it holds directly (a listener record, a job). */
function contentLocation(graph: HeapGraph, node: number): ScriptLocation | null {
  // Node's own class says nothing of a timer; what it calls does.
  const own = graph.strings.get(graph.nodeNames[node]!) === 'Timeout' ? null : graph.locationOf(node);
  if (own !== null) return own;
  for (let edge = graph.edgeStarts[node]!; edge < graph.edgeStarts[node + 1]!; edge++) {
    const target = graph.edgeTargets[edge]!;
    if (edgeTypeOf(graph, edge) === EdgeType.property && graph.nodeTypes[target] === NodeType.closure) {
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
