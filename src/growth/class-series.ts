import { aggregateClasses, indexClasses } from '../heap/classes.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import type { PathWalk } from './walk-paths.ts';

/** One class over all snapshots; series have one value a snapshot. */
export interface ClassGrowth {
  readonly name: string;
  readonly objects: readonly number[];
  /** Those of them that a retainer path leads to; the others V8 alone holds: the model of each literal that code has run. */
  readonly held: readonly number[];
  readonly shallowBytes: readonly number[];
  readonly retainedBytes: readonly number[];
}

interface Totals {
  readonly count: number;
  readonly held: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
}

/** Smaller growth of a class's shallow bytes over the run is left out of the table. */
const LEAST_BYTES = 1024;
const MOST_ROWS = 100;

/** Totals per class (DevTools' classes) at every snapshot. */
export class ClassSeries {
  readonly #snapshots: Map<string, Totals>[] = [];

  add(analysis: HeapAnalysis, { viaNode }: Pick<PathWalk, 'viaNode'>): void {
    const index = indexClasses(analysis.graph);
    const counts = new Float64Array(index.names.length);
    for (let node = 0; node < viaNode.length; node++) {
      if (viaNode[node] !== -1 && analysis.shallowSizes[node] !== 0) counts[index.classes[node]!]!++;
    }
    const held = new Map(index.names.map((name, number) => [name, counts[number]!]));
    const rows = aggregateClasses(analysis, index);
    this.#snapshots.push(new Map(rows.map((row) => [row.name, { ...row, held: held.get(row.name)! }])));
  }

  /** Classes that grew, the most retained bytes first. */
  growth(): ClassGrowth[] {
    const last = this.#snapshots.at(-1);
    const first = this.#snapshots[0];
    if (last === undefined || first === undefined) return [];
    return [...last]
      .filter(([name, row]) => row.shallowBytes - (first.get(name)?.shallowBytes ?? 0) >= LEAST_BYTES)
      .map(([name]) => ({
        name,
        objects: this.#snapshots.map((snapshot) => snapshot.get(name)?.count ?? 0),
        held: this.#snapshots.map((snapshot) => snapshot.get(name)?.held ?? 0),
        shallowBytes: this.#snapshots.map((snapshot) => snapshot.get(name)?.shallowBytes ?? 0),
        retainedBytes: this.#snapshots.map((snapshot) => snapshot.get(name)?.retainedBytes ?? 0),
      }))
      .toSorted((a, b) => gained(b.retainedBytes) - gained(a.retainedBytes))
      .slice(0, MOST_ROWS);
  }
}

function gained(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}
