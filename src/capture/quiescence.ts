import { setTimeout as delay } from 'node:timers/promises';
import type { OpenConnections } from '../inspector/open-connections.ts';

const LONGEST_MS = 2000;
/** What was closed is seen at once by a service that answers; a number that stays so long is of connections that it keeps. */
const STEADY_MS = 700;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;
/** A pool of connections grows by one or two a round. */
const POOL_STEP = 2;

/** Waits for the end of what a load began, again and again in one run. */
export interface Quiescence {
  /** Returns the connections that the service holds open beyond those before the load. */
  reach(signal: AbortSignal): Promise<number>;
}

/**
 * After a load, all of whose connections were closed from this side: waits until the service has seen it (its servers count
 * no more connections than before the load), until none was closed for 700 ms and at most 2 s, and then for what it still has to do,
 * `settleTimeMs`. To be made before the load. As many connections as outlasted an earlier wait, and two more, are not waited for again: a
 * service that calls a server of its own has a pool of them.
 */
export async function watchQuiescence(connections: OpenConnections, settleTimeMs: number): Promise<Quiescence> {
  const openBefore = await connections.count();
  let outlasting = 0;
  return {
    reach: async (signal) => {
      const deadline = performance.now() + LONGEST_MS;
      const expected = openBefore + (outlasting === 0 ? 0 : outlasting + POOL_STEP);
      let open = await connections.count();
      let steadyUntil = performance.now() + STEADY_MS;
      const isOver = (): boolean => open <= expected || performance.now() >= Math.min(deadline, steadyUntil);
      for (let pauseMs = FIRST_PAUSE_MS; !isOver(); pauseMs *= 2) {
        await delay(Math.min(pauseMs, LONGEST_PAUSE_MS), undefined, { signal });
        const before = open;
        open = await connections.count();
        if (open < before) steadyUntil = performance.now() + STEADY_MS;
      }
      outlasting = Math.max(outlasting, open - openBefore);
      if (settleTimeMs > 0) {
        await delay(settleTimeMs, undefined, { signal });
        open = await connections.count();
      }
      return Math.max(0, open - openBefore);
    },
  };
}
