import type { ComparableRun } from './comparable-run.ts';

/** Bytes per request by which the whole heap grew in two runs. */
export interface HeapRates {
  readonly base: number;
  readonly head: number;
}

/** Beside what the base gains: by so much the heap of one service differs from run to run. */
const JOINT_ERROR = 0.1;

/**
 * The growth of the base's heap and of this run's, where this run's is no greater; null where it is, or where either is not known.
 * `objects`: what the program made; `heap`: with V8's own (code, shapes, book-keeping).
 */
export function growsAsTheBase(among: 'objects' | 'heap', base: ComparableRun, head: ComparableRun): HeapRates | null {
  const rateOf = ({ heapBytesPerRequest = null, heapUsedPerRequest = null }: ComparableRun): number | null =>
    among === 'objects' ? heapBytesPerRequest : heapUsedPerRequest;
  const [before, now] = [rateOf(base), rateOf(head)];
  if (before === null || now === null || before <= 0) return null;
  return now <= before * (1 + JOINT_ERROR) ? { base: before, head: now } : null;
}
