import type { Recording } from '../capture/recording.ts';
import { asGateError } from '../errors.ts';
import type { Judgement } from '../growth/judge-track.ts';
import type { MemoryTimeline } from '../inspector/memory-timeline.ts';
import { diagnoseLeaks } from './diagnose-leaks.ts';
import { studyCollections } from './gc-study.ts';
import { isolateRequests } from './isolate-requests.ts';
import { measureRss } from './measure-rss.ts';
import type { PlanDependencies } from './plan-dependencies.ts';
import { runPositiveControl } from './positive-control.ts';
import { shortenScenario } from './shorten-scenario.ts';

/**
 * What follows the plan, while the service still runs: the checks that were asked for, then who adds to what grows, which
 * request, and the shortest way to see it. The base of a comparison is only told where it grows.
 */
export async function explainRun(
  plan: PlanDependencies,
  judgements: readonly Judgement[],
  { signal, timeline, isBase }: { signal: AbortSignal; timeline: MemoryTimeline; isBase: boolean },
): Promise<void> {
  const step = (what: string, body: () => Promise<void>): Promise<void> =>
    noteFailure(plan.recording, signal, what, body);
  if (isBase) return await step('diagnosis', () => diagnoseLeaks(plan, judgements, false));
  await step('judging of RSS', () => measureRss(plan, judgements));
  // What follows plants objects, forces collections and loads the service oddly; it is no part of the run's own timeline.
  await timeline.stop();
  await step('positive control', () => runPositiveControl(plan, judgements));
  await step('GC study', () => studyCollections(plan, judgements));
  await step('diagnosis', () => diagnoseLeaks(plan, judgements));
  await step('isolation of requests', () => isolateRequests(plan, judgements));
  await step('shortening of the scenario', () => shortenScenario(plan, judgements));
}

/** What comes after the verdict may fail without taking it away, and then says so. */
async function noteFailure(
  recording: Recording,
  signal: AbortSignal,
  what: string,
  body: () => Promise<void>,
): Promise<void> {
  try {
    await body();
  } catch (thrown) {
    const why = asGateError(signal.aborted ? signal.reason : thrown).message;
    recording.notes.push(`The ${what} after the verdict was not finished: ${why}`);
  }
}
