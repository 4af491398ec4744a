import { aggregateClasses } from '../heap/classes.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';

/** One class over all snapshots; series have one value a snapshot. */
export interface ClassGrowth {
  readonly name: string;
  readonly objects: readonly number[];
  readonly shallowBytes: readonly number[];
  readonly retainedBytes: readonly number[];
}

/** Smaller growth of a class's shallow bytes over the run is left out of the table. */
const LEAST_BYTES = 1024;
const MOST_ROWS = 100;

/** Totals per class (DevTools' classes) at every snapshot. */
export class ClassSeries {
  readonly #snapshots: Map<string, { count: number; shallowBytes: number; retainedBytes: number }>[] = [];

  add(analysis: HeapAnalysis): void {
    this.#snapshots.push(new Map(aggregateClasses(analysis).map((row) => [row.name, row])));
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
