import { type ClassGrowth, ClassSeries } from '../growth/class-series.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { classOfKey } from '../growth/gather-tracks.ts';
import { GrowthModel, type SnapshotFacts } from '../growth/growth-model.ts';
import type { MovingPath } from '../growth/moving-paths.ts';
import { KernelMemory } from '../heap/graph-kernel.ts';
import { analyseHeap } from '../heap/heap-analysis.ts';
import { SnapshotParser } from '../heap/snapshot-parser.ts';

/** Everything that is asked of the newest snapshot and of the growth over all of them, in one answer. */
export interface GrowthView {
  readonly moving: readonly MovingPath[];
  readonly classes: readonly ClassGrowth[];
  /** Merged retainer paths of all snapshots. */
  readonly paths: number;
}

/** Parses snapshots as their chunks come and keeps the growth data; the part that runs in the worker thread. */
export class EngineCore {
  readonly #model = new GrowthModel();
  readonly #classes = new ClassSeries();
  readonly #memory = new KernelMemory();
  #parser: SnapshotParser | null = null;
  #failure: unknown = null;

  /** Begins a snapshot; the graph of the one before is let go, and this one takes its memory. */
  begin(): void {
    this.#model.release();
    this.#parser = new SnapshotParser({ memory: this.#memory });
    this.#failure = null;
  }

  /** Takes a chunk. A broken one is reported by `end`, where the snapshot's owner waits. */
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
    const analysis = analyseHeap(parser.end());
    this.#classes.add(analysis);
    return this.#model.add(analysis);
  }

  view(): GrowthView {
    return { moving: this.#model.moving(), classes: this.#classes.growth(), paths: this.#model.paths };
  }

  /** Of growing paths by key, and of containers by node id; null where the newest snapshot does not hold it. */
  describe(targets: readonly (string | number)[]): (GrowthDescription | null)[] {
    const moving = new Map(this.#model.moving().map((path) => [path.key, path]));
    return targets.map((target) => {
      if (typeof target === 'number') return this.#model.describeNode(target);
      const name = classOfKey(target);
      if (name !== null) return this.#model.describeClass(target, name);
      const path = moving.get(target);
      return path === undefined ? null : this.#model.describe(path);
    });
  }
}
