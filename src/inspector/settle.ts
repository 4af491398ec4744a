import { setTimeout as delay } from 'node:timers/promises';

/** How a service came to rest before a snapshot. */
export interface SettleRecord {
  readonly settled: boolean;
  readonly collections: number;
  readonly durationMs: number;
}

/** What settling asks of a session. */
export interface Settleable {
  discardConsoleEntries(): Promise<void>;
  collectGarbage(): Promise<void>;
  turnEventLoop(): Promise<void>;
  readHeapUsed(): Promise<number>;
}

const DRAIN_MS = 60;
const BETWEEN_COLLECTIONS_MS = 30;
const MAX_COLLECTIONS = 8;
/** So many of a large heap, whose collections take long, are enough; a service that works all the time never comes to rest. */
const ENOUGH_COLLECTIONS = 4;
const LONG_MS = 1000;
const AGREEMENT_BYTES = 2048;

/**
 * Collects garbage to a fix-point: 60 ms for sockets to close, then 2–8 collections 30 ms apart, each followed by a turn
 * of the event loop (finalisers free more: a WeakRef registry needs 3 rounds, aborted uploads up to 6), until heapUsed
 * comes within 2 KB of an earlier reading, or until 4 have taken a second. `settled` is false when it never does.
 *
 * Before that the inspector's console is emptied: under --inspect V8 keeps the last 1000 messages with the objects that
 * were logged, also without Runtime.enable, so that a clean service that logs would grow by one object per request.
 *
 * Any earlier reading, not only the last: on Node 20 old_space swings by ±160 KB from one forced collection to the next
 * and back (also code_space, ±200 KB), so that neighbours agreed in 6 of 18 settles of a fresh service; with any earlier
 * one it takes 2–6 collections there, 2–4 on Node 22, 24 and 26. What still frees memory only falls and never comes
 * back to where it was.
 */
export async function settle(service: Settleable): Promise<SettleRecord> {
  const startedAt = performance.now();
  await delay(DRAIN_MS);
  await service.discardConsoleEntries();
  const readings: number[] = [];
  const took = (): number => performance.now() - startedAt;
  const isEnough = (): boolean =>
    readings.length >= MAX_COLLECTIONS || (readings.length >= ENOUGH_COLLECTIONS && took() >= LONG_MS);
  while (!isEnough()) {
    if (readings.length > 0) await delay(BETWEEN_COLLECTIONS_MS);
    await service.collectGarbage();
    await service.turnEventLoop();
    const heapUsed = await service.readHeapUsed();
    const agrees = readings.some((earlier) => Math.abs(heapUsed - earlier) <= AGREEMENT_BYTES);
    readings.push(heapUsed);
    if (agrees) return { settled: true, collections: readings.length, durationMs: took() };
  }
  return { settled: false, collections: readings.length, durationMs: took() };
}
