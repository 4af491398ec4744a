import { setTimeout as delay } from 'node:timers/promises';

/** How a service came to rest before a snapshot. */
export interface SettleRecord {
  readonly settled: boolean;
  readonly collections: number;
  readonly durationMs: number;
}

/** What settling asks of a session. */
export interface Settleable {
  collectGarbage(): Promise<void>;
  turnEventLoop(): Promise<void>;
  readHeapUsed(): Promise<number>;
}

const DRAIN_MS = 60;
const BETWEEN_COLLECTIONS_MS = 30;
const MIN_COLLECTIONS = 2;
const MAX_COLLECTIONS = 6;
const AGREEMENT_BYTES = 2048;

/**
 * Collects garbage to a fix-point: 60 ms for sockets to close, then 2–6 collections 30 ms apart, each followed by a turn
 * of the event loop (finalisers free more: a WeakRef registry needs 3 rounds, aborted uploads up to 6), until two
 * heapUsed readings in a row agree within 2 KB. `settled` is false when they never do.
 */
export async function settle(service: Settleable): Promise<SettleRecord> {
  const startedAt = performance.now();
  await delay(DRAIN_MS);
  let previous = Number.POSITIVE_INFINITY;
  for (let collections = 1; collections <= MAX_COLLECTIONS; collections++) {
    if (collections > 1) await delay(BETWEEN_COLLECTIONS_MS);
    await service.collectGarbage();
    await service.turnEventLoop();
    const heapUsed = await service.readHeapUsed();
    if (collections >= MIN_COLLECTIONS && Math.abs(heapUsed - previous) <= AGREEMENT_BYTES) {
      return { settled: true, collections, durationMs: performance.now() - startedAt };
    }
    previous = heapUsed;
  }
  return { settled: false, collections: MAX_COLLECTIONS, durationMs: performance.now() - startedAt };
}
