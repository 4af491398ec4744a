import { type LoadSummary, loadFailed, whyLoadIsUnusable } from '../load/load-summary.ts';

export interface RampOptions {
  readonly connections: number;
  /** Requests per second at the end; null: as fast as the service answers. */
  readonly rate: number | null;
  readonly durationMs: number;
  readonly load: (requests: number, connections: number, rate: number | null) => Promise<LoadSummary>;
}

const STEPS = 5;

/**
 * Load that rises in five steps from a fifth of the connections (and of the rate) to all of them, so that a service
 * which fills pools and caches is not met by everything at once. Each step is sized by the speed of the one before.
 * Returns the requests that succeeded. Throws LOAD_FAILED.
 */
export async function rampUp({ connections, rate, durationMs, load }: RampOptions): Promise<number> {
  const stepSeconds = durationMs / STEPS / 1000;
  let perConnection: number | null = null;
  let succeeded = 0;
  for (let step = 1; step <= STEPS; step++) {
    const users = Math.max(1, Math.round((connections * step) / STEPS));
    const stepRate = rate === null ? null : Math.max(1, (rate * step) / STEPS);
    const perSecond = stepRate ?? (perConnection === null ? 10 * users : perConnection * users);
    const summary = await load(Math.max(users, Math.round(perSecond * stepSeconds)), users, stepRate);
    const unusable = whyLoadIsUnusable(summary);
    if (unusable !== null) throw loadFailed('the ramp', unusable, summary);
    succeeded += summary.succeeded;
    perConnection = summary.succeeded / (summary.durationMs / 1000) / users;
  }
  return succeeded;
}
