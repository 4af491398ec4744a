import type { Capture } from './capture/capture.ts';
import { longestWait, readDeclarations, readTimers } from './capture/read-live.ts';
import type { Recording } from './capture/recording.ts';
import type { HeapEngine } from './engine/heap-engine.ts';
import { type CodeBound, findCodeBound } from './growth/code-bound.ts';
import type { GrowthDescription } from './growth/describe-growth.ts';
import { type Evidence, weighEvidence } from './growth/evidence.ts';
import { watchedIndex } from './growth/gather-tracks.ts';
import type { Judgement } from './growth/judge-track.ts';
import { type Effort, nextStep, type Pace, type Step } from './growth/next-step.ts';
import type { ServiceSession } from './inspector/service-session.ts';
import { ownId } from './isolate-id.ts';
import type { GateOptions } from './options/gate-options.ts';
import { anyLeakFails } from './policy/leak-policy.ts';
import type { OnProgress } from './progress.ts';

export interface PlanDependencies {
  readonly options: GateOptions;
  readonly capture: Capture;
  readonly session: ServiceSession;
  readonly engine: HeapEngine;
  readonly recording: Recording;
  readonly on: OnProgress;
}

const EFFORTS: Readonly<Record<GateOptions['depth'], Effort>> = {
  quick: { roundSeconds: 0.25, roundRequests: 800, confirmationSeconds: 1.5, longestConfirmationSeconds: 4 },
  default: { roundSeconds: 0.5, roundRequests: 2500, confirmationSeconds: 3, longestConfirmationSeconds: 8 },
  thorough: { roundSeconds: 3, roundRequests: 20_000, confirmationSeconds: 10, longestConfirmationSeconds: 30 },
};
/** Suspects whose owners are asked for bounds and timers; what grows in more places shows in these too. */
const MOST_ASKED = 5;

/** Takes step after step until the rule has what it needs; everything learnt is in the recording. */
export async function followPlan(deps: PlanDependencies): Promise<readonly Judgement[]> {
  const { recording, options } = deps;
  const asked = new Set<string>();
  const oneLeakDecides = options.compare === 'none' && options.baselineReport === null && anyLeakFails(options);
  let pendingMs: number | null = null;
  for (;;) {
    const evidence = await currentEvidence(deps);
    if (evidence.judgements.some((judgement) => judgement.need !== null && judgement.need !== 'rounds')) {
      await askOwners(deps, evidence.judgements, asked);
      pendingMs ??= await readPending(deps);
    }
    const step = nextStep(
      (await currentEvidence(deps)).judgements,
      evidence.rounds,
      { ...pace(deps, evidence, pendingMs), oneLeakDecides },
      EFFORTS[options.depth],
    );
    if (step.kind === 'done') break;
    await take(step, deps);
  }
  recording.notes.push(...notesOn(recording));
  return (await currentEvidence(deps)).judgements;
}

async function take(step: Exclude<Step, { kind: 'done' }>, { capture, options }: PlanDependencies): Promise<void> {
  switch (step.kind) {
    case 'round':
      return await capture.round('round', step.requests, options.connections, step.because);
    case 'confirmation':
      return await capture.round('confirmation', step.requests, step.connections, step.because);
    default:
      return await capture.quiet(step.kind, step.ms, step.because);
  }
}

async function currentEvidence({ engine, recording }: PlanDependencies): Promise<Evidence> {
  return weighEvidence(recording.captures, recording.liveReadings, recording.watchedSizes, await engine.view());
}

/** Bounds that owners declare, and timers among the growing objects; each path once. */
async function askOwners(
  { capture, engine, session, recording }: PlanDependencies,
  judgements: readonly Judgement[],
  asked: Set<string>,
): Promise<void> {
  const keys = judgements
    .filter(({ need, track }) => need !== null && !asked.has(track.key))
    .map(({ track }) => track.key)
    .slice(0, MOST_ASKED);
  const targets: (string | number)[] = [];
  for (const key of keys) {
    const index = watchedIndex(key);
    const nodeId = index === null ? null : await capture.nodeOfWatched(index);
    if (index !== null && nodeId !== null) recording.liveReadings.push({ kind: 'watched', index, nodeId });
    targets.push(nodeId ?? key);
  }
  for (const [i, description] of (await engine.describe(targets)).entries()) {
    const path = keys[i]!;
    asked.add(path);
    if (description === null) continue;
    const isolate = session.sessionOf(description.containerId);
    const members = description.memberIds.map(ownId);
    const { bound, expiry } = await readDeclarations(isolate, description.declarerIds.map(ownId), members);
    const held = bound ?? (await readCodeBound(session, description));
    if (held !== null) recording.liveReadings.push({ kind: 'bound', path, ...held });
    if (expiry !== null) recording.liveReadings.push({ kind: 'pending', ...expiry });
    const timers = description.content === 'Timeout' ? await readTimers(isolate, members) : [];
    if (timers.length > 0) {
      const delayMs = Math.max(...timers.map((timer) => timer.delayMs));
      recording.liveReadings.push({ kind: 'timer', path, delayMs, repeats: timers.some((timer) => timer.repeats) });
    }
  }
}

/** A bound that the code applies, read from the source of the scope or class that holds the container. */
async function readCodeBound(
  session: ServiceSession,
  { containerName, scope }: GrowthDescription,
): Promise<CodeBound | null> {
  if (containerName === null || scope === null) return null;
  return findCodeBound(await session.scriptSource(scope.scriptId), containerName);
}

/** The longest timer or expiry worth waiting for, ms; 0: none. */
async function readPending({ session, recording }: PlanDependencies): Promise<number> {
  const timer = longestWait(await session.readPendingTimers());
  if (timer !== null) recording.liveReadings.push({ kind: 'pending', what: 'timer', delayMs: timer });
  return Math.max(0, ...recording.liveReadings.map((reading) => (reading.kind === 'pending' ? reading.delayMs : 0)));
}

function pace(
  { options, recording }: PlanDependencies,
  evidence: Evidence,
  pendingMs: number | null,
): Omit<Pace, 'oneLeakDecides'> {
  const memory = recording.captures.at(-1)!.memory;
  const rounds = recording.captures.filter((capture) => capture.load !== null);
  const seconds = rounds.reduce((sum, capture) => sum + (capture.load?.durationMs ?? 0) / 1000, 0);
  const requests = rounds.reduce((sum, capture) => sum + capture.requests, 0);
  const first = recording.captures[0]!.memory;
  const growth = memory.heapUsed + memory.external - first.heapUsed - first.external;
  const descriptors = (memory.openFileDescriptors ?? 0) - (first.openFileDescriptors ?? 0);
  const seen = requests > 0 && evidence.rounds.length > 1;
  return {
    requestsPerSecond: seconds > 0 ? requests / seconds : (recording.warmUp?.requestsPerSecond ?? 100),
    bytesPerRequest: seen ? Math.max(0, growth / requests) : (recording.warmUp?.bytesPerRequest ?? 0),
    descriptorsPerRequest: seen ? Math.max(0, descriptors / requests) : (recording.warmUp?.descriptorsPerRequest ?? 0),
    connections: options.connections,
    fixedRequests: options.requests,
    fixedRounds: options.rounds,
    secondsLeft: recording.secondsLeft() - 5,
    heapLeft: Math.max(0, memory.heapSizeLimit - memory.heapUsed),
    longestTimerMs: pendingMs ?? 0,
  };
}

function notesOn({ warmUp }: Recording): string[] {
  return warmUp !== null && !warmUp.steady
    ? ['The heap was not steady after the longest warm-up; heap totals of the first rounds hold some of it.']
    : [];
}
