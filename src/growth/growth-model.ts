import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import { type HeapGraph, NodeType } from '../heap/heap-graph.ts';
import { countSurvivors, type Survivors } from './count-survivors.ts';
import {
  describeClass,
  describeGrowth,
  describeLargest,
  describeNode,
  type GrowthDescription,
} from './describe-growth.ts';
import { newestHeapId } from './heap-ids.ts';
import { measurePaths, type PathMeasures } from './measure-paths.ts';
import { type MovingPath, movingPaths } from './moving-paths.ts';
import { PathTree } from './path-tree.ts';
import { SessionGuard } from './session-guard.ts';
import { BUFFER_MEMORY } from './v8-nodes.ts';
import { type PathWalk, walkPaths } from './walk-paths.ts';

/** What is said about a snapshot once it is read. */
export interface SnapshotFacts {
  readonly nodes: number;
  readonly edges: number;
  /** Sum of all shallow sizes. */
  readonly bytes: number;
  /** The part of `bytes` in code, object shapes and hidden nodes: what V8 makes for itself. */
  readonly ownBytes: number;
  /** The part of `bytes` in the memory of ArrayBuffers, which lies outside V8's heap. */
  readonly arrayBufferBytes: number;
  /** Node ids of the first snapshot mean the same things in this one; false: another process or session. */
  readonly sameSession: boolean;
}

/** The newest snapshot's graph, kept until the next one begins, for questions about owners. */
export interface LatestHeap {
  readonly analysis: HeapAnalysis;
  readonly walk: PathWalk;
}

/**
 * The growth data of a run: one measure per merged path and snapshot. A graph is needed only while it is added, and the
 * newest one for `describe`; `release` lets it go.
 */
export class GrowthModel {
  readonly #tree = new PathTree();
  readonly #measures: PathMeasures[] = [];
  readonly #guard = new SessionGuard();
  #latest: LatestHeap | null = null;
  /** Of each snapshot, the baseline first. */
  readonly #newestIds: number[] = [];
  /** Of the newest snapshot, by kind. */
  #survivors: ReadonlyMap<string, Survivors> = new Map();

  /** What is known of a snapshot before its growth data are taken; each one once, in their order. */
  read(graph: HeapGraph): SnapshotFacts {
    const sameSession = this.#guard.accepts(graph);
    return { nodes: graph.nodeCount, edges: graph.edgeCount, ...totalBytes(graph), sameSession };
  }

  add(analysis: HeapAnalysis): void {
    const { graph } = analysis;
    const walk = walkPaths(graph, this.#tree);
    this.#measures.push(measurePaths(walk, analysis, this.#tree));
    this.#newestIds.push(newestHeapId(graph));
    this.#survivors = countSurvivors(graph, walk, this.#tree, this.#newestIds);
    this.#latest = { analysis, walk };
  }

  /** Of the snapshot that was added last. */
  get walk(): PathWalk {
    if (this.#latest === null) throw new Error('no snapshot was added, or it was released');
    return this.#latest.walk;
  }

  get paths(): number {
    return this.#tree.size;
  }

  /** Paths that hold more now than at the baseline. */
  moving(): MovingPath[] {
    return movingPaths(this.#tree, this.#measures, this.#survivors);
  }

  /** Owner, retainer path and content of a growing path, from the newest snapshot. */
  describe(path: MovingPath): GrowthDescription | null {
    if (this.#latest === null) return null;
    return describeGrowth(this.#latest, path, this.#newestIds[0]!, this.#tree);
  }

  /** How the new objects of a class are held, for growth that no single path shows. */
  describeClass(key: string, name: string): GrowthDescription | null {
    return this.#latest === null ? null : describeClass(this.#latest, key, name, this.#newestIds[0]!);
  }

  /** Who became larger on a path whose objects stay as many. */
  describeLargest(path: MovingPath): GrowthDescription | null {
    return this.#latest === null ? null : describeLargest(this.#latest, path);
  }

  /** How a node of the newest snapshot is held, for a container found by its size. */
  describeNode(nodeId: number): GrowthDescription | null {
    return this.#latest === null ? null : describeNode(this.#latest, nodeId);
  }

  release(): void {
    this.#latest = null;
  }
}

function totalBytes({
  nodeCount,
  nodeTypes,
  nodeNames,
  selfSizes,
  strings,
}: HeapGraph): Pick<SnapshotFacts, 'bytes' | 'ownBytes' | 'arrayBufferBytes'> {
  const backingStore = strings.indexOf(BUFFER_MEMORY);
  const totals = { bytes: 0, ownBytes: 0, arrayBufferBytes: 0 };
  for (let node = 0; node < nodeCount; node++) {
    const size = selfSizes[node]!;
    const type = nodeTypes[node];
    totals.bytes += size;
    if (type === NodeType.hidden || type === NodeType.code || type === NodeType.objectShape) totals.ownBytes += size;
    else if (nodeNames[node] === backingStore) totals.arrayBufferBytes += size;
  }
  return totals;
}
