import type { GrowthMode } from './finding.ts';

/** What the mode is told from. */
export interface GrowthShape {
  /** `Map`, `Array`, `timer list`, `listeners of Socket`, `native reference` … */
  readonly containerKind: string;
  readonly containerName: string | null;
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
const LISTENING = /(^|\.)_?(listeners|observers|subscribers|currentObservers)_?$/i;
const PENDING =
  /^(Promise|PromiseReaction|AsyncGenerator.*|system \/ PromiseReaction|AsyncFunctionObject|JSAsyncFunctionObject)$/;
const COLLECTION = /^(Map|Set|Array|WeakMap|WeakSet|WeakRef|SafeMap|SafeSet)$/;
/** How objects of a list know each other. */
const LINK = /^\.[_#]?(next|prev|previous|parent|older|tail|head|link)(_|$)/i;
const BUFFER = /^(Buffer|ArrayBuffer|FastBuffer|Uint\d+Array|DataView)$/;
const NATIVE_MEMORY = /^(Blob|Memory|SharedArrayBuffer|zlib stream|brotli stream)$/;
const DESCRIPTOR = /^(TCP|UDP|TLS) (socket|server)$|^(pipe|file handle|child process)$/;
const NATIVE_OWNER = /^(native reference|Node \/ .*)$/;

/** Tells how a path grows by what holds it and what is added; the first mode that fits, most specific first. */
export function growthModeOf(shape: GrowthShape): GrowthMode {
  const { containerKind, references, content, contentLabels, bufferShare } = shape;
  if (TIMER.test(content) || containerKind === 'timer list') return 'timer';
  if (isListening(shape)) return 'listener-accumulation';
  if (content === 'string (slice)' || contentLabels.includes('string (slice)')) return 'pinned-backing-store';
  if (NATIVE_MEMORY.test(content)) return 'off-heap';
  if (NATIVE_OWNER.test(containerKind)) return nativeMode(content, bufferShare);
  if (BUFFER.test(content) || bufferShare > 0.8) return 'pinned-backing-store';
  if (content === 'string' && references.every((reference) => /^internal (first|second)$/.test(reference)))
    return 'growing-string';
  if (isPending(shape)) return 'pending-promise';
  if (references.filter((reference) => /^(variable |internal (previous|context))/.test(reference)).length >= 3)
    return 'closure-chain';
  if (LINK.test(references[0] ?? '')) return 'growing-objects';
  const isDictionary = /^(Object|function)$/.test(containerKind);
  if (COLLECTION.test(containerKind) || isDictionary || references.some((reference) => /^\[/.test(reference)))
    return 'growing-collection';
  return 'growing-objects';
}

function isListening({ containerKind, containerName, references, content }: GrowthShape): boolean {
  if (containerKind.startsWith('listeners ') || content === 'Listener') return true;
  if (references.some((reference) => LISTENERS.test(reference) || LISTENING.test(reference))) return true;
  if (/Signals$/.test(containerName ?? '') && /^(AbortSignal|EventTarget)$/.test(content)) return true;
  return LISTENING.test(containerName ?? '');
}

/** What only Node itself holds: open handles, or memory behind small objects. */
function nativeMode(content: string, bufferShare: number): GrowthMode {
  if (DESCRIPTOR.test(content)) return 'file-descriptor';
  return bufferShare > 0.5 ? 'off-heap' : 'growing-objects';
}

/**
 * Something waits: reactions of a promise, or functions in a list that would settle promises. Promises as values of a Map
 * are a cache of answers, and objects that have promises are their collection's concern.
 */
function isPending({ containerKind, content, contentLabels }: GrowthShape): boolean {
  if (PENDING.test(content)) return content !== 'Promise' || !/Map$|^Object$/.test(containerKind);
  const isPlainObject = COLLECTION.test(containerKind) && !content.startsWith('function');
  return !isPlainObject && contentLabels.some((label) => PENDING.test(label));
}
