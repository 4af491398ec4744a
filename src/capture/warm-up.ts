import type { MemoryReading } from '../inspector/memory-reading.ts';
import { type LoadSummary, loadFailed, whyLoadIsUnusable } from '../load/load-summary.ts';
import { requestsFor } from '../load/requests-for.ts';
import type { WarmUpRecord } from './recording.ts';

export interface WarmUpOptions {
  readonly connections: number;
  /** Exactly so many; null: until the heap is steady. */
  readonly fixedRequests: number | null;
  /** A chunk leaves no more descriptors open than this, the warm-up twice as many. */
  readonly descriptorRoom: number;
  readonly load: (requests: number) => Promise<LoadSummary>;
  /** After a collection. */
  readonly readMemory: () => Promise<Pick<MemoryReading, 'heapUsed' | 'external' | 'openFileDescriptors'>>;
}

const CHUNK_SECONDS = 0.3;
/** A load that is preceded by log-ins is as long as these take, at most so long: ten of bcrypt took two seconds each time. */
const LONGEST_CHUNK_SECONDS = 1.3;
const FEWEST_REQUESTS = 300;
const SHORTEST_SECONDS = 0.9;
const LONGEST_SECONDS = 4;
const AGREEMENT_BYTES = 100_000;
const AGREEMENT_SHARE = 0.25;
/** Chunks are cut so that one adds no more than this. */
const CHUNK_GROWTH_BYTES = 3e6;
/** A service that leaks this much is warm enough: what it does is what it will do. */
const MOST_GROWTH_BYTES = 12e6;

/**
 * Sends chunks of about 0.3 s (longer ones where each begins with slow log-ins) until two in a row let the collected heap grow alike (within 100 KB or 25 %), after at least
 * 300 requests and 0.9 s, at most 4 s. Object counts need almost no warm-up; heap totals and lazily made things do.
 */
export async function warmUp(options: WarmUpOptions): Promise<WarmUpRecord> {
  const beganMs = performance.now();
  let loadMs = 0;
  let requests = 0;
  let steady = false;
  let bytesPerRequest = 0;
  const start = await options.readMemory();
  let heap = start.heapUsed + start.external;
  const first = heap;
  let lastGrowth: number | null = null;
  let chunk = options.fixedRequests ?? Math.max(30, 2 * options.connections);
  for (;;) {
    const loadBeganMs = performance.now();
    const load = await options.load(chunk);
    const besideSeconds = (performance.now() - loadBeganMs - load.durationMs) / 1000;
    const unusable = whyLoadIsUnusable(load);
    if (unusable !== null) throw loadFailed('the warm-up', unusable, load);
    requests += load.succeeded;
    loadMs += load.durationMs;
    const { heapUsed, external, openFileDescriptors } = await options.readMemory();
    const descriptors = Math.max(0, (openFileDescriptors ?? 0) - (start.openFileDescriptors ?? 0));
    const growth = heapUsed + external - heap;
    heap = heapUsed + external;
    bytesPerRequest = Math.max(0, growth / load.succeeded);
    const perSecond = load.succeeded / (load.durationMs / 1000);
    const seconds = loadMs / 1000;
    const agrees =
      lastGrowth !== null &&
      Math.abs(growth - lastGrowth) <= Math.max(AGREEMENT_BYTES, AGREEMENT_SHARE * Math.abs(lastGrowth));
    steady = agrees && requests >= FEWEST_REQUESTS && seconds >= SHORTEST_SECONDS;
    const isLeaking = heap - first > MOST_GROWTH_BYTES || descriptors > 2 * options.descriptorRoom;
    if (options.fixedRequests !== null || steady || seconds >= LONGEST_SECONDS || isLeaking) {
      return {
        requests,
        durationMs: Math.round(performance.now() - beganMs),
        requestsPerSecond: perSecond,
        bytesPerRequest,
        descriptorsPerRequest: descriptors / requests,
        steady: steady || options.fixedRequests !== null,
      };
    }
    lastGrowth = growth;
    const wanted = Math.min(
      Math.min(LONGEST_CHUNK_SECONDS, Math.max(CHUNK_SECONDS, besideSeconds)) * perSecond,
      requestsFor(CHUNK_GROWTH_BYTES, bytesPerRequest),
      requestsFor(options.descriptorRoom, descriptors / requests),
    );
    chunk = Math.max(options.connections, Math.round(wanted), 23);
  }
}
