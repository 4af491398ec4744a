import { GateError } from '../errors.ts';
import type { PendingTimer } from '../inspector/pending-timers.ts';
import type { InspectorSession } from '../inspector/inspector-session.ts';

/** Looking an object up by its id costs V8 a walk over the heap. */
const MEMBERS_ASKED = 2;
/** Longer waits than this are not made for a timer or an expiry. */
const LONGEST_WAIT_MS = 15_000;
/** Node's own short timers (the cached Date header) do not release anything. */
const SHORTEST_MS = 1_100;

const READ_TIMER = `function () {
  return { delayMs: Number(this._idleTimeout), repeats: this._repeat !== null && this._repeat !== undefined, pending: this._destroyed !== true && this._idleTimeout > 0 };
}`;

/** Names that declare a limit on a number of entries; `_maxListeners` and `highWaterMark` are none. */
const BOUND_NAME =
  /^[#_]?(max|maxSize|maxEntries|maxItems|maxKeys|maxLength|maxElements|maxCacheSize|limit|capacity|cacheSize)$/i;
const EXPIRY_NAME = /^[#_]?(expires?|expiresAt|expiry|expireAt|expiration|expiresOn|validUntil|deadline)$/i;
const TTL_NAME = /^[#_]?(ttl|ttlMs|maxAge|maxAgeMs|stdTTL|timeToLive|windowMs)$/i;

/** Pending timers among the nodes; a few stand for all. */
export async function readTimers(session: InspectorSession, nodeIds: readonly number[]): Promise<PendingTimer[]> {
  const timers: PendingTimer[] = [];
  for (const nodeId of nodeIds.slice(0, MEMBERS_ASKED)) {
    const timer = await ifStillThere(() =>
      session.callOnHeapObject<PendingTimer & { pending: boolean }>(nodeId, READ_TIMER),
    );
    if (timer?.pending === true && Number.isFinite(timer.delayMs)) {
      timers.push({ delayMs: timer.delayMs, repeats: timer.repeats });
    }
  }
  return timers;
}

/** The longest delay that is worth waiting for, or null. */
export function longestWait(timers: readonly PendingTimer[]): number | null {
  const delays = timers.map((timer) => timer.delayMs).filter((ms) => ms >= SHORTEST_MS && ms <= LONGEST_WAIT_MS);
  return delays.length === 0 ? null : Math.max(...delays);
}

/** The first limit on a number of entries that the container or one of its holders declares, private fields included. */
export async function readBound(
  session: InspectorSession,
  nodeIds: readonly number[],
): Promise<{ property: string; limit: number } | null> {
  return await firstNumber(session, nodeIds, BOUND_NAME, (value) => value > 1 && Number.isFinite(value));
}

/**
 * How long the growing objects say that they will live, ms: an expiry date among their properties, or a time to live
 * declared by their holders. null: none, or longer than is worth waiting for.
 */
export async function readExpiry(
  session: InspectorSession,
  memberIds: readonly number[],
  holderIds: readonly number[],
): Promise<{ what: string; delayMs: number } | null> {
  const now = Number(await session.evaluate<number>('Date.now()'));
  const uptime = Number(await session.evaluate<number>('performance.now()'));
  const expiry = await firstNumber(session, memberIds.slice(0, MEMBERS_ASKED), EXPIRY_NAME, (value) => {
    const left = remaining(value, now, uptime);
    return left > 0 && left <= LONGEST_WAIT_MS;
  });
  if (expiry !== null) return { what: expiry.property, delayMs: Math.ceil(remaining(expiry.limit, now, uptime)) };
  const ttl = await firstNumber(session, holderIds, TTL_NAME, (value) => value >= 100 && value <= LONGEST_WAIT_MS);
  return ttl === null ? null : { what: ttl.property, delayMs: ttl.limit };
}

/** An expiry is a Date.now() or a performance.now() value. */
function remaining(value: number, now: number, uptime: number): number {
  return value > 1e11 ? value - now : value - uptime;
}

async function firstNumber(
  session: InspectorSession,
  nodeIds: readonly number[],
  name: RegExp,
  accept: (value: number) => boolean,
): Promise<{ property: string; limit: number } | null> {
  for (const nodeId of nodeIds) {
    const properties = (await ifStillThere(() => session.getProperties(nodeId))) ?? [];
    const found = properties.find((row) => name.test(row.name) && typeof row.value === 'number' && accept(row.value));
    if (found !== undefined) return { property: found.name, limit: Number(found.value) };
  }
  return null;
}

/** null for an object that was collected since the snapshot or that V8 does not hand out; a lost session fails the next command. */
async function ifStillThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof GateError && thrown.code === 'INSPECTOR_FAILED') return null;
    throw thrown;
  }
}
