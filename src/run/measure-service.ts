import { Capture } from '../capture/capture.ts';
import { discardSnapshots } from '../capture/folder.ts';
import type { Recording } from '../capture/recording.ts';
import type { HeapEngine } from '../engine/heap-engine.ts';
import { asGateError } from '../errors.ts';
import { findWatchedGrowth, leastWatchedGrowth, type WatchedGrowth } from '../growth/watched-growth.ts';
import { withMemoryTimeline } from '../inspector/memory-timeline.ts';
import { type MeasuredProcess, withServiceSession } from '../inspector/service-session.ts';
import { withWatchedHeaps } from '../inspector/watched-heaps.ts';
import { createSequence, type RequestSequence } from '../load/request-sequence.ts';
import { sendEach } from '../load/send-each.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress } from '../progress.ts';
import { findHelpers } from '../service/find-helpers.ts';
import type { RunningService } from '../service/running-service.ts';
import { asMeasured, measuredIn } from './boot-service.ts';
import { explainRun } from './explain-run.ts';
import { followPlan } from './follow-plan.ts';

export interface MeasureDependencies {
  readonly options: GateOptions;
  readonly service: RunningService;
  readonly recording: Recording;
  readonly engine: HeapEngine;
  /** Where snapshots are kept, absolute; null: nowhere. */
  readonly folder: string | null;
  readonly isBase: boolean;
  readonly on: OnProgress;
  readonly signal: AbortSignal;
}

/** Whose heaps are captured. */
interface Extent {
  readonly processes: readonly MeasuredProcess[];
  readonly workerThreads: boolean;
  /** It may end before the diagnosis, where another heap grows that has to be captured, too. */
  readonly mayWiden: boolean;
  /** On the run's clock, when measuring began. */
  readonly beganMs: number;
  readonly sequence: RequestSequence;
}

/**
 * Measures the running service: the heaps of what serves requests by snapshots, those beside them (worker threads, processes that it
 * started) by their size, which costs next to nothing. Where one of these grows with the requests, everything is measured anew
 * with snapshots of them, too, while the service goes on.
 */
export async function measureService(deps: MeasureDependencies): Promise<void> {
  const { options, service, recording, engine, folder, isBase, on } = deps;
  // Its requests go on: the service knows the ids of those that it has answered.
  const all = createSequence(options.scenario);
  const sequence = isBase ? await answeredByBase(deps, all) : all;
  const serving = measuredIn(service);
  const workerThreads = options.workerThreads || service.servedByThread;
  const beganMs = recording.nowMs();
  const grown = await measureHeaps(deps, { processes: serving, workerThreads, mayWiden: true, beganMs, sequence });
  if (grown.length === 0) return;
  const because = `Measured anew with the worker threads and processes that the service started, because ${describeGrowth(grown)} in the rounds before.`;
  on({ kind: 'note', text: because });
  if (folder !== null) await discardSnapshots(folder, recording.captures);
  recording.startOver(because);
  engine.startOver();
  const processes = [...serving, ...(await helpersIn(deps))];
  await measureHeaps(deps, { processes, workerThreads: true, mayWiden: false, beganMs, sequence });
}

/** The heaps beside those captured that grow and for which all has to be measured anew; none: the run is whole. */
async function measureHeaps(
  deps: MeasureDependencies,
  { processes, workerThreads, mayWiden, beganMs, sequence }: Extent,
): Promise<readonly WatchedGrowth[]> {
  const { service, recording, engine, folder, isBase, on, signal } = deps;
  const options = { ...deps.options, scenario: sequence.scenario };
  return await withServiceSession(processes, { signal, workerThreads }, async (session, leftOut) => {
    recording.measuringIsolates(session.isolates, { leftOut, silent: service.silentWorkers });
    return await withMemoryTimeline({ session, nowMs: () => recording.nowMs() }, async (timeline) => {
      recording.timeline = timeline.readings;
      const reached = { ...options, origin: service.origin };
      const parts = { options: reached, session, timeline, service, sink: engine, recording, folder, on, signal };
      const capture = new Capture(parts, sequence);
      await capture.preflight();
      await capture.warmUp();
      const plan = { options, capture, session, engine, recording, on };
      const helpers = mayWiden ? await helpersIn(deps) : [];
      const threadsOf = workerThreads ? [] : processes;
      return await withWatchedHeaps({ threadsOf, helpers, signal }, async (heaps) => {
        capture.watchBeside(heaps);
        await capture.baseline();
        const judgements = await followPlan(plan);
        const grown = findWatchedGrowth(recording.captures, recording.watchedHeaps);
        if (grown.length > 0 && mayWiden && hasTimeFor(recording, beganMs)) return grown;
        recording.notes.push(...notesOn(recording, grown));
        await explainRun(plan, judgements, { signal, timeline, isBase });
        return [];
      });
    });
  });
}

/**
 * What the base answers as expected: a pull request that adds an endpoint adds it to the scenario, too. All of it where nothing is left, or
 * where set-up or log-in fails; the preflight tells then.
 */
async function answeredByBase(
  { options, service, recording, signal }: MeasureDependencies,
  sequence: RequestSequence,
): Promise<RequestSequence> {
  const { requests } = sequence.scenario;
  const problems = new Map<string, string>();
  await sendEach({
    origin: service.origin,
    sequence,
    timeoutMs: options.requestTimeoutMs,
    signal,
    onExchange: ({ name: sent, problem }) => {
      const row = sequence.rows.find(({ name }) => name === sent);
      const kind = row === undefined ? '' : requests[row.request]!.name;
      if (problem !== null && !problems.has(kind)) problems.set(kind, problem);
    },
  }).catch((thrown: unknown) => {
    if (asGateError(thrown).code !== 'PREFLIGHT_FAILED') throw thrown;
  });
  const answered = requests.map(({ name }) => name).filter((name) => !problems.has(name));
  if (problems.has('') || answered.length === 0 || answered.length === requests.length) return sequence;
  for (const [name, because] of problems) recording.leftOut.push({ name, because });
  return sequence.only(answered);
}

/** Processes that the service has started by now. */
async function helpersIn({ service, signal }: MeasureDependencies): Promise<MeasuredProcess[]> {
  return (await findHelpers(service, signal)).map((each) => asMeasured(each, false));
}

/** As long again, and as much more for further heaps and a diagnosis. */
function hasTimeFor(recording: Recording, beganMs: number): boolean {
  return recording.secondsLeft() > (2 * (recording.nowMs() - beganMs)) / 1000;
}

function notesOn({ captures, watchedHeaps }: Recording, grown: readonly WatchedGrowth[]): string[] {
  const { names, bytes } = watchedHeaps;
  const ended = names.filter((_, i) => bytes.some((row) => row[i] === null));
  const notes: string[] = [];
  if (ended.length > 0)
    notes.push(
      `${listed(ended)} ended during the run, or stood still for 20 s: what grew there alone was not seen to the end.`,
    );
  const still = names.filter((name) => !ended.includes(name) && !grown.some((growth) => growth.name === name));
  if (still.length > 0) {
    const least = Math.ceil(leastWatchedGrowth(captures)).toLocaleString('en');
    notes.push(
      `Watched by the size of the heap alone: ${listed(still)}. None grew with the requests; ${least} B per request would have shown, and would have had all measured anew with their snapshots.`,
    );
  }
  return notes;
}

function describeGrowth(grown: readonly WatchedGrowth[]): string {
  const [first, ...others] = grown;
  const more = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  return `the heap of ${first!.name}${more} grew by ${Math.round(first!.bytesPerRequest).toLocaleString('en')} B per request`;
}

/** Names so many that a sentence can hold them. */
function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
