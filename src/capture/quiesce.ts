import { setTimeout as delay } from 'node:timers/promises';
import type { OpenConnections } from '../inspector/open-connections.ts';

export interface QuiesceOptions {
  readonly connections: OpenConnections;
  /** Connections of others that were open before the load. */
  readonly openBefore: number;
  /** Waited once the connections are gone. */
  readonly settleTimeMs: number;
  readonly signal: AbortSignal;
}

const LONGEST_MS = 2000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

/**
 * After a load, all of whose connections were closed from this side: waits until the service has seen it (its servers count
 * no more connections than before), at most 2 s, and then for what it still has to do, as long as the user says. Returns
 * the connections that the service still holds open.
 */
export async function quiesce(options: QuiesceOptions): Promise<number> {
  const { connections, openBefore, settleTimeMs, signal } = options;
  const deadline = performance.now() + LONGEST_MS;
  let open = await connections.count();
  for (let pauseMs = FIRST_PAUSE_MS; open > openBefore && performance.now() < deadline; pauseMs *= 2) {
    await delay(Math.min(pauseMs, LONGEST_PAUSE_MS), undefined, { signal });
    open = await connections.count();
  }
  if (settleTimeMs > 0) {
    await delay(settleTimeMs, undefined, { signal });
    open = await connections.count();
  }
  return Math.max(0, open - openBefore);
}
