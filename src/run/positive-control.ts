import type { PositiveControl } from '../capture/manifest.ts';
import { type HeapEngine, withHeapEngine } from '../engine/heap-engine.ts';
import { asGateError } from '../errors.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { PLANTED_NAME, type PlantedLeak } from '../inspector/planted-leak.ts';
import { followPlan } from './follow-plan.ts';
import { besideRun, type PlanDependencies } from './plan-dependencies.ts';

/** The rule counts objects and so does the planted leak; a chain that measures something else has not found it. */
const AGREEMENT = 0.02;
/** Of the requests that the load counts; what it sends around them (a flow's set-up, aborted ones) adds to it. */
const PLANTED_PER_REQUEST = 1;
/** The planted leak removes itself so long after the time limit, should leakgate be gone by then. */
const LASTS_LONGER_MS = 10_000;

/**
 * After the verdict, where no leak was found: plants one object per request in the live service and goes through the
 * same plan again, with snapshots and an engine of its own. The same rule must find it; whatever prevents that is the
 * reason why the run decides nothing.
 */
export async function runPositiveControl(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { options, recording, on } = deps;
  if (!options.positiveControl) return;
  if (judgements.some(({ status }) => status === 'leak')) {
    recording.notes.push('The positive control was left out: the run found a leak of the service itself.');
    return;
  }
  await recording.timed('control', on, 'a planted leak, judged by the same rule', async () => {
    try {
      recording.positiveControl = await plantAndJudge(deps);
    } catch (thrown) {
      recording.positiveControl = missed(0, `it was not finished: ${asGateError(thrown).message}`);
    }
    const { found, objectsPerRequest, because } = recording.positiveControl;
    return found ? `found, ${objectsPerRequest!.toFixed(3)} objects per request` : because;
  });
}

async function plantAndJudge(deps: PlanDependencies): Promise<PositiveControl> {
  const leftMs = deps.recording.secondsLeft() * 1000;
  const planted = await deps.session.plantLeak(leftMs + LASTS_LONGER_MS);
  try {
    if (planted.servers === 0)
      return missed(0, 'the process has no HTTP server of Node with a request listener that it could be planted in');
    return await withHeapEngine((engine) => judgeAgain(deps, engine, planted));
  } finally {
    await planted.remove();
  }
}

async function judgeAgain(deps: PlanDependencies, engine: HeapEngine, planted: PlantedLeak): Promise<PositiveControl> {
  const beside = besideRun(deps, engine);
  await beside.capture.baseline();
  const before = await planted.count();
  const judgements = await followPlan(beside);
  const requests = beside.recording.captures.reduce((sum, { requests: sent }) => sum + sent, 0);
  const added = (await planted.count()) - before;
  const leaks = judgements.filter(({ status }) => status === 'leak');
  const descriptions = await engine.describe(leaks.map(({ track }) => track.key));
  const at = descriptions.findIndex((description) => description?.containerName?.includes(PLANTED_NAME));
  if (at < 0) {
    const { because } = judgements.find(({ track }) => track.key.includes(PLANTED_NAME)) ?? { because: null };
    return missed(requests, because ?? 'no growing path led to it');
  }
  const { values } = leaks[at]!.track;
  const measured = values.at(-1)! - values[0]!;
  const because = `it was measured as ${(measured / requests).toFixed(3)} objects per request over ${requests.toLocaleString('en')} requests`;
  return {
    plantedPerRequest: added / requests,
    found: Math.abs(measured / added - 1) <= AGREEMENT,
    objectsPerRequest: measured / requests,
    requests,
    because,
  };
}

function missed(requests: number, because: string): PositiveControl {
  return { plantedPerRequest: PLANTED_PER_REQUEST, found: false, objectsPerRequest: null, requests, because };
}
