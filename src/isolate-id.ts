/**
 * Node and script ids of a run. Each isolate (a process, or a worker thread in one) numbers its own from 1; in a run they are
 * told apart by multiples of 2⁴⁰, so that the ids of the first isolate, mostly the only one, are V8's own.
 */
const RANGE = 2 ** 40;

/** The run's id of what isolate number `isolate` calls `id`. */
export function idIn(isolate: number, id: number): number {
  return isolate * RANGE + id;
}

/** Which isolate an id belongs to, from 0. */
export function isolateOf(id: number): number {
  return Math.floor(id / RANGE);
}

/** V8's own number. */
export function ownId(id: number): number {
  return id % RANGE;
}
