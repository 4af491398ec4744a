import type { ContentFacts } from '../content-facts.ts';
import type { GrowthMode } from '../finding.ts';

/** What a mode is told from. */
export interface GrowthShape {
  /** `Map`, `Array`, `timer list`, `listeners of Socket`, `native reference` …; `process` for what no path of the heap holds. */
  readonly containerKind: string;
  readonly containerName: string | null;
  /** References from the container down to the growing object: `._events`, `[i]`, `variable next` … */
  readonly references: readonly string[];
  /** Class of the growing object. */
  readonly content: string;
  /** What hangs below each growing object. */
  readonly contentLabels: readonly string[];
  /** Share of the retained bytes that lies outside the heap, 0…1. */
  readonly bufferShare: number;
  /** There are as many as at the beginning, and they are larger. */
  readonly isEnlarged: boolean;
  /** What was summed up below the growing objects; null where no path leads to them. */
  readonly contents: ContentFacts | null;
  /** What a few of the growing objects said of themselves; null where they were not asked. */
  readonly holdings: Holdings | null;
}

/** Means over a few live objects of a growing path. */
export interface Holdings {
  /** Bytes that their Buffers, typed arrays and ArrayBuffers show; null: they have none within reach. */
  readonly viewBytes: number | null;
  /** Indexes of the arrays in them, and how many of these hold a value. */
  readonly slots: number;
  readonly usedSlots: number;
  /** Share of the growth that further copies of texts make up, as seen live: kept snapshots hold no texts. */
  readonly copiedShare: number;
}

/** Who adds to what, already quoted for a sentence. */
export interface AdviceSubject {
  /** `` `sessions` ``; null where the container has no name. */
  readonly owner: string | null;
  /** `src/store.ts:41`; null where it was not found. */
  readonly adder: string | null;
  /** Class of the growing object; null where no growth is spoken of. */
  readonly content: string | null;
}

export type Nouns = readonly [singular: string, plural: string];

/** One growth mode: how it is told, what its units are called, and what to do about it. Its page lies beside it. */
export interface Detector {
  readonly mode: GrowthMode;
  /** One unit and several; null where the content's own name says it, or only bytes count. */
  readonly nouns: Nouns | null;
  /** The unit of some contents, where it is another one. */
  nounsFor?(content: string): Nouns | null;
  detects(shape: GrowthShape): boolean;
  /** One concrete sentence. */
  advice(subject: AdviceSubject): string;
}

const NATIVE_OWNER = /^(native reference|(string )?table of V8|Node \/ .*|process)$/;

/** Nothing of the program's own holds it: Node or V8 does, or the process itself. */
export function isHeldByNode({ containerKind }: GrowthShape): boolean {
  return NATIVE_OWNER.test(containerKind);
}

/** The adder as the subject of a clause. */
export function adderOf({ adder }: AdviceSubject): string {
  return adder ?? 'each request';
}
