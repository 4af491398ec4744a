import type { GrowthMode } from './finding.ts';

/** What the mode is told from. */
export interface GrowthShape {
  /** `Map`, `Array`, `timer list`, `listeners of Socket`, `native reference` … */
  readonly containerKind: string;
  /** References from the container down to the growing object: `._events`, `[i]`, `variable next` … */
  readonly references: readonly string[];
  /** Class of the growing object. */
  readonly content: string;
  /** What hangs below each growing object. */
  readonly contentLabels: readonly string[];
  /** Bytes outside the heap share of the retained bytes, 0…1. */
  readonly bufferShare: number;
}

const TIMER = /^(Timeout|Immediate)$/;
const LISTENERS = /^\.(_events|<symbol kEvents>|<symbol events.*>)$/;
const PROMISES =
  /^(Promise|PromiseReaction|Generator|AsyncGenerator.*|system \/ PromiseReaction|AsyncFunctionObject|JSAsyncFunctionObject)$/;

/** Tells how a path grows by what holds it and what is added; the first mode that fits, most specific first. */
export function growthModeOf(shape: GrowthShape): GrowthMode {
  const { containerKind, references, content, contentLabels, bufferShare } = shape;
  if (TIMER.test(content) || containerKind === 'timer list') return 'timer';
  if (
    containerKind.startsWith('listeners ') ||
    references.some((reference) => LISTENERS.test(reference)) ||
    /^Listener$/.test(content)
  )
    return 'listener-accumulation';
  if (content === 'string (slice)' || contentLabels.includes('string (slice)')) return 'pinned-backing-store';
  if (containerKind === 'native reference' && bufferShare > 0.5) return 'off-heap';
  if (/^(Buffer|ArrayBuffer|FastBuffer|Uint\d+Array|DataView)$/.test(content) || bufferShare > 0.8)
    return 'pinned-backing-store';
  if (content === 'string' && references.every((reference) => /^internal (first|second)$/.test(reference)))
    return 'growing-string';
  if (PROMISES.test(content) || contentLabels.some((label) => PROMISES.test(label))) return 'pending-promise';
  if (references.filter((reference) => /^(variable |internal (previous|context))/.test(reference)).length >= 3)
    return 'closure-chain';
  const collections = /^(Map|Set|Array|WeakMap|WeakSet|Object|WeakRef|function)$/;
  if (collections.test(containerKind) || references.some((reference) => /^\[/.test(reference)))
    return 'growing-collection';
  return 'growing-objects';
}
