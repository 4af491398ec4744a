import { ClassSeries } from '../growth/class-series.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { describedIn } from '../growth/describe-in-isolate.ts';
import { classOfKey, pathOfBytes } from '../growth/gather-tracks.ts';
import { GrowthModel, type SnapshotFacts } from '../growth/growth-model.ts';
import { type Gains, type MergedGrowth, mergeIsolates, sharedKey } from '../growth/merge-isolates.ts';
import type { MovingPath } from '../growth/moving-paths.ts';
import { KernelMemory } from '../heap/graph-kernel.ts';
import { analyseHeap } from '../heap/heap-analysis.ts';
import type { HeapGraph } from '../heap/heap-graph.ts';
import { SnapshotParser } from '../heap/snapshot-parser.ts';
import { isolateOf, ownId } from '../isolate-id.ts';

/** Everything that is asked of the newest snapshots and of the growth over all of them, in one answer. */
export interface GrowthView extends MergedGrowth {
  /** Merged retainer paths of all snapshots, over all isolates. */
  readonly paths: number;
}

/**
 * Parses snapshots as their chunks come and keeps the growth data, a series an isolate; the part that runs in the worker
 * thread. Ids in its answers are those of the run, see `isolate-id.ts`.
 *
 * A snapshot is analysed when its growth data are needed, or by `analyse`: `end` answers as soon as it is read, and nobody waits for
 * what the next rounds do not depend on.
 */
export class EngineCore {
  readonly #isolates: IsolateSeries[] = [];
  #current: IsolateSeries | null = null;

  /** Begins a snapshot of an isolate; the graph of the one before is let go. */
  begin(isolate = 0): void {
    this.analyse();
    this.#current = this.#isolates[isolate] ??= new IsolateSeries();
    this.#current.begin();
  }

  /** Forgets all snapshots. */
  startOver(): void {
    this.#isolates.length = 0;
    this.#current = null;
  }

  /** Takes a chunk. A broken one is reported by `end`, where the snapshot's owner waits. */
  write(chunk: string): void {
    this.#current?.write(chunk);
  }

  end(): SnapshotFacts {
    if (this.#current === null) throw new Error('end without begin');
    return this.#current.end();
  }

  /** Takes the growth data of what was read. Never throws: who asks for them is told. */
  analyse(): void {
    for (const isolate of this.#isolates) isolate.analyse();
  }

  view(): GrowthView {
    for (const isolate of this.#isolates) isolate.needGrowth();
    const growth = this.#isolates.map(({ model, classes }) => ({ moving: model.moving(), classes: classes.growth() }));
    return { ...mergeIsolates(growth), paths: this.#isolates.reduce((sum, { model }) => sum + model.paths, 0) };
  }

  /** Of growing paths by key, and of containers by node id; null where the newest snapshots do not hold it. */
  describe(targets: readonly (string | number)[]): (GrowthDescription | null)[] {
    for (const isolate of this.#isolates) isolate.needGrowth();
    const isOne = this.#isolates.length === 1;
    const series = this.#isolates.map((isolate) => isolate.describer(isOne ? ({ key }) => key : sharedKey));
    const gains: Gains = isOne ? new Map() : this.view().gains;
    return targets.map((target) => {
      if (typeof target === 'number') return named(isolateOf(target), series[isolateOf(target)]?.(ownId(target)));
      const growing = isolatesByGain(gains.get(pathOfBytes(target) ?? target) ?? [1]);
      const [first, ...others] = growing.map((isolate) => named(isolate, series[isolate]?.(target)));
      return first == null ? null : others.reduce(addContent, first);
    });
  }
}

function named(isolate: number, description: GrowthDescription | null | undefined): GrowthDescription | null {
  return description == null ? null : describedIn(isolate, description);
}

/** Numbers of the isolates that gained, the largest gain first. */
function isolatesByGain(gains: readonly number[]): number[] {
  return [...gains.keys()].filter((isolate) => gains[isolate]! > 0).toSorted((a, b) => gains[b]! - gains[a]!);
}

/** The container is told of the first isolate; what hangs in it, of all. */
function addContent(first: GrowthDescription, other: GrowthDescription | null): GrowthDescription {
  if (other === null) return first;
  return {
    ...first,
    newObjects: first.newObjects + other.newObjects,
    exclusiveBytes: first.exclusiveBytes + other.exclusiveBytes,
  };
}

function gainOf({ objects }: MovingPath): number {
  return objects.at(-1)! - objects[0]!;
}

/** The snapshots of one isolate, with V8's own ids. */
class IsolateSeries {
  readonly model = new GrowthModel();
  readonly classes = new ClassSeries();
  readonly #memory = new KernelMemory();
  #parser: SnapshotParser | null = null;
  /** Of the snapshot that is being written. */
  #failure: unknown = null;
  /** Read, and not yet analysed. */
  #graph: HeapGraph | null = null;
  /** Of an analysis: the series has a gap from then on. */
  #gap: { readonly thrown: unknown } | null = null;

  /** The new snapshot takes the memory of the one before. */
  begin(): void {
    this.model.release();
    this.#parser = new SnapshotParser({ memory: this.#memory });
    this.#failure = null;
  }

  write(chunk: string): void {
    if (this.#failure !== null) return;
    try {
      this.#parser?.write(chunk);
    } catch (thrown) {
      this.#failure = thrown;
    }
  }

  end(): SnapshotFacts {
    const parser = this.#parser;
    this.#parser = null;
    if (this.#failure !== null || parser === null) throw this.#failure ?? new Error('end without begin');
    this.#graph = parser.end();
    return this.model.read(this.#graph);
  }

  analyse(): void {
    const graph = this.#graph;
    this.#graph = null;
    if (graph === null) return;
    try {
      const analysis = analyseHeap(graph);
      this.model.add(analysis);
      this.classes.add(analysis, this.model.walk);
    } catch (thrown) {
      this.#gap ??= { thrown };
    }
  }

  /** Throws what an analysis ended with. */
  needGrowth(): void {
    this.analyse();
    if (this.#gap !== null) throw this.#gap.thrown;
  }

  /** Answers for many targets while the growing paths are looked up once; of paths with one name the fastest growing. */
  describer(nameOf: (path: MovingPath) => string): (target: string | number) => GrowthDescription | null {
    const byGrowth = this.model.moving().toSorted((a, b) => gainOf(a) - gainOf(b));
    const moving = new Map(byGrowth.map((path) => [nameOf(path), path]));
    return (target) => {
      if (typeof target === 'number') return this.model.describeNode(target);
      const name = classOfKey(target);
      if (name !== null) return this.model.describeClass(target, name);
      const bytesOf = pathOfBytes(target);
      const path = moving.get(bytesOf ?? target);
      if (path === undefined) return null;
      return bytesOf === null ? this.model.describe(path) : this.model.describeLargest(path);
    };
  }
}
