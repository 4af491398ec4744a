import type { Capture } from '../capture/capture.ts';
import { longestWait, NumberReader, readDeclarations, readOperand, readTimers } from '../capture/read-live.ts';
import type { Recording } from '../capture/recording.ts';
import { describeWorkInFlight } from '../capture/work-in-flight.ts';
import { withOnlyVariable } from '../diagnosis/only-variable.ts';
import type { HeapEngine } from '../engine/heap-engine.ts';
import { findCodeBound, findEviction, findRingBound, limitsAnother } from '../growth/code-bound.ts';
import { countText } from '../growth/count-text.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { EFFORTS } from '../growth/efforts.ts';
import { type Evidence, heapTotals, weighEvidence } from '../growth/evidence.ts';
import { watchedIndex } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import {
  confirmationRequests,
  type Effort,
  FIRST_FACTORS,
  LONGEST_WAIT_MS,
  nextStep,
  type Pace,
  type Step,
} from '../growth/next-step.ts';
import { oneObjectPerRequests, requestsToSee } from '../growth/sensitivity.ts';
import { FEWEST_ROUNDS, sought } from '../growth/suspects.ts';
import { findTimedRemovals, isCallOf } from '../growth/timed-removal.ts';
import { findUnexplainedGrowth, hasMovedOn } from '../growth/unexplained-growth.ts';
import type { InspectorSession } from '../inspector/inspector-session.ts';
import type { WaitingTimer } from '../inspector/pending-timers.ts';
import type { ServiceSession } from '../inspector/service-session.ts';
import { ownId } from '../isolate-id.ts';
import type { GateOptions } from '../options/gate-options.ts';
import { anyLeakFails } from '../policy/leak-policy.ts';
import type { OnProgress } from '../progress.ts';

export interface PlanDependencies {
  readonly options: GateOptions;
  readonly capture: Capture;
  readonly session: ServiceSession;
  readonly engine: HeapEngine;
  readonly recording: Recording;
  readonly on: OnProgress;
}

/** A further series of snapshots of the same service, with a record and an engine of its own: no rounds of the run, only its load is shown. */
export function besideRun(deps: PlanDependencies, engine: HeapEngine): PlanDependencies {
  const recording = deps.recording.fork();
  const on: OnProgress = (event) => (event.kind === 'load' ? deps.on(event) : undefined);
  return { ...deps, engine, recording, on, capture: deps.capture.fork(recording, engine, on) };
}

/** Suspects whose owners are asked for bounds and timers, most growth first; what grows in more places shows in these too. */
const MOST_ASKED = 5;

/** Takes step after step until the rule has what it needs; everything learnt is in the recording. */
export async function followPlan(deps: PlanDependencies): Promise<readonly Judgement[]> {
  const { recording, options } = deps;
  const effort: Effort = { ...EFFORTS[options.depth], rarest: options.sensitivity };
  const asked = new Set<string>();
  let pendingMs: number | null = null;
  for (;;) {
    const evidence = await currentEvidence(deps);
    if (evidence.judgements.some((judgement) => judgement.need !== null && judgement.need !== 'rounds')) {
      await askOwners(deps, evidence.judgements, asked);
      pendingMs ??= await readPending(deps);
    }
    const paced: Pace = { ...pace(deps, evidence, pendingMs), oneLeakDecides: oneLeakDecides(options) };
    const judgements = await withLeaksAsked(deps, asked);
    const step = nextStep(judgements, evidence.rounds, paced, effort);
    const next = step.kind === 'done' ? await confirmTotals(deps, evidence, paced, effort) : step;
    if (next === null) break;
    const why = await take(next, deps, isSpare(step, judgements));
    if (why !== null) {
      recording.notes.push(
        `Whether what was let off goes on under a longer load was not seen, because the service refused it: ${why}. The verdict is that of the rounds before.`,
      );
      break;
    }
  }
  recording.notes.push(...notesOn(recording, options));
  return (await currentEvidence(deps)).judgements;
}

/** A larger round where a total grows beside all findings, or went on when what grew had stopped: whether it goes on decides. */
async function confirmTotals(
  { engine, recording, options }: PlanDependencies,
  { judgements, rounds }: Evidence,
  pace: Pace,
  effort: Effort,
): Promise<Extract<Step, { kind: 'confirmation' }> | null> {
  if (pace.secondsLeft <= 0 || judgements.some(({ status }) => status === 'leak')) return null;
  const totals = heapTotals(recording.captures, judgements, await engine.view());
  const movedOn = hasMovedOn(totals);
  if (findUnexplainedGrowth(totals)?.standing !== 'open' && !movedOn) return null;
  return {
    kind: 'confirmation',
    requests: confirmationRequests([], rounds, pace, effort),
    connections: options.connections,
    because: movedOn ? 'what grew has stopped, and memory goes on growing' : 'memory grows that no path explains',
  };
}

/** A confirmation for judgements that stand without it. */
function isSpare(step: Step, judgements: readonly Judgement[]): boolean {
  return step.kind === 'confirmation' && judgements.every(({ need, status }) => need === null || status !== null);
}

/** Whoever waits for the verdict so long is told what for. */
const LONG_WAIT_MS = 20_000;

/** Returns why a spare confirmation was left out; null for all else. */
async function take(
  step: Exclude<Step, { kind: 'done' }>,
  { capture, options, recording }: PlanDependencies,
  isSpareOne: boolean,
): Promise<string | null> {
  switch (step.kind) {
    case 'round':
      return await capture.round('round', step.requests, options.connections, step.because);
    case 'confirmation':
      return await capture.round('confirmation', step.requests, step.connections, step.because, isSpareOne);
    default:
      await capture.quiet(step.kind, step.ms, step.because);
      if (step.ms > LONG_WAIT_MS)
        recording.notes.push(`${Math.round(step.ms / 1000)} s were waited without requests: ${step.because}.`);
      return null;
  }
}

async function currentEvidence({ engine, recording, options }: PlanDependencies): Promise<Evidence> {
  return weighEvidence(
    recording.captures,
    recording.liveReadings,
    recording.watchedSizes,
    await engine.view(),
    sought(options.sensitivity),
  );
}

/** So often more owners are asked of what would be a leak, as many at a time as before. */
const MOST_TURNS = 3;

/** What is known by now; of sixty tracks that grew alike only a few owners were asked before a confirmation, and any of them may be bounded. */
async function withLeaksAsked(deps: PlanDependencies, asked: Set<string>): Promise<readonly Judgement[]> {
  for (let turn = 1; ; turn++) {
    const { judgements } = await currentEvidence(deps);
    const isUnasked = ({ status, track }: Judgement): boolean => status === 'leak' && !asked.has(track.key);
    if (turn > MOST_TURNS || !judgements.some(isUnasked)) return judgements;
    await askOwners(deps, judgements, asked);
  }
}

/** Bounds that owners declare, and timers among the growing objects; each path once. */
async function askOwners(deps: PlanDependencies, judgements: readonly Judgement[], asked: Set<string>): Promise<void> {
  const { capture, engine, session, recording } = deps;
  const open = judgements
    .filter(({ need, status, track }) => (need !== null || status === 'leak') && !asked.has(track.key))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .map(({ track }) => track.key);
  const nodes = await nodesOfWatched(capture, recording, open);
  const keys = open.slice(0, MOST_ASKED);
  const readers = new Map<InspectorSession, NumberReader>();
  const known = new Map<number, string>();
  // Each reading has V8 walk over the heap.
  let read: Promise<WaitingTimer[]> | null = null;
  const waiting = (): Promise<WaitingTimer[]> => (read ??= session.readPendingTimers());
  const targets = keys.map((key) => nodes.get(key) ?? key);
  for (const [i, description] of (await engine.describe(targets)).entries()) {
    const path = keys[i]!;
    asked.add(path);
    if (description === null) continue;
    const isolate = session.sessionOf(description.containerId);
    const numbers = readers.get(isolate) ?? new NumberReader(isolate);
    readers.set(isolate, numbers);
    const members = description.memberIds.map(ownId);
    const { bound, expiry } = await readDeclarations(numbers, description.declarerIds.map(ownId), members);
    const sources = await readSources(session, known, description);
    const name = description.containerName ?? '';
    const isOthers = bound !== null && sources.some((source) => limitsAnother(source, bound.property, name));
    const held = bound !== null && !isOthers ? bound : await readCodeBound(sources, numbers, description);
    const perEntry = description.membersPerEntry;
    if (held !== null) recording.liveReadings.push({ kind: 'bound', path, ...held, perEntry });
    const condition = findEviction(sources, name);
    if (condition !== null) recording.liveReadings.push({ kind: 'eviction', path, condition });
    await recordTimedRemoval(recording, path, sources, numbers, description, waiting);
    if (expiry !== null) recording.liveReadings.push({ kind: 'pending', ...expiry });
    const timers = description.content === 'Timeout' ? await readTimers(isolate, members) : [];
    if (timers.length > 0) {
      const delayMs = Math.max(...timers.map((timer) => timer.delayMs));
      recording.liveReadings.push({ kind: 'timer', path, delayMs, repeats: timers.some((timer) => timer.repeats) });
    }
  }
}

/**
 * A timer that removes from the container, for which no wait for pending timers is long enough. It has to be pending: the code of a store that is
 * never started says nothing.
 */
async function recordTimedRemoval(
  { liveReadings }: Recording,
  path: string,
  sources: readonly string[],
  numbers: NumberReader,
  { containerName, declarerIds, scopeFunctionId }: GrowthDescription,
  readWaiting: () => Promise<WaitingTimer[]>,
): Promise<void> {
  const found = findTimedRemovals(sources, containerName ?? '');
  if (found.length === 0) return;
  const waiting = (await readWaiting()).filter(({ delayMs }) => delayMs > LONGEST_WAIT_MS);
  const seenBy = scopeFunctionId === null ? [] : [ownId(scopeFunctionId)];
  for (const removal of found) {
    const { code, operand, isWhole } = removal;
    const live = operand === null ? null : await readOperand(numbers, operand, declarerIds.map(ownId), seenBy);
    const written = live ?? removal.delayMs;
    const timer =
      waiting.find(({ callback }) => isCallOf(removal, callback)) ?? waiting.find(({ delayMs }) => delayMs === written);
    if (timer === undefined) continue;
    const { delayMs, repeats } = timer;
    liveReadings.push({ kind: 'timed-removal', path, code, delayMs, isWhole: isWhole && repeats });
    return;
  }
}

/** How much a suspect gained, in objects; bytes count as the least that an object takes. */
function weightOf({ rate, track }: Judgement): number {
  return track.unit === 'bytes' ? rate.total / Math.max(1, track.leastPerRequest) : rate.total;
}

/** The nodes of watched containers by track key, each looked up once: whatever is told of them needs one. */
async function nodesOfWatched(
  capture: Capture,
  { liveReadings }: Recording,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const nodes = new Map<string, number>();
  for (const key of keys) {
    const index = watchedIndex(key);
    if (index === null) continue;
    const known = liveReadings.flatMap((row) => (row.kind === 'watched' && row.index === index ? [row.nodeId] : []))[0];
    const nodeId = known ?? (await capture.nodeOfWatched(index));
    if (nodeId === null) continue;
    if (known === undefined) liveReadings.push({ kind: 'watched', index, nodeId });
    nodes.set(key, nodeId);
  }
  return nodes;
}

/** Objects that hold the container, nearest first, whose classes may bound it. */
const MOST_CLASSES = 3;

/** Scripts whose code may remove from the container: of the classes of what holds it, nearest first, and of the scope that its name begins with. */
function scriptsOf({ scope, steps, containerId }: GrowthDescription): number[] {
  const above = steps.slice(0, steps.findIndex(({ nodeId }) => nodeId === containerId) + 1).toReversed();
  const classes = above.flatMap(({ location }) => location?.scriptId ?? []).slice(0, MOST_CLASSES);
  return [...new Set(scope === null ? classes : [...classes, scope.scriptId])];
}

/** So short are the names that a minifier gives. */
const MINIFIED = /^[\w$]{1,2}$/;

/**
 * Sources in which the container may be found by its name, each asked for once; one after the other, because the debugger is on only while it is
 * asked. Where its name begins with a minified variable, the one script that has this variable, with all others of that name taken out.
 */
async function readSources(
  session: ServiceSession,
  known: Map<number, string>,
  description: GrowthDescription,
): Promise<string[]> {
  const scriptIds = scriptsOf(description);
  for (const id of scriptIds) if (!known.has(id)) known.set(id, await session.scriptSource(id));
  const { scope, scopeFunctionId, containerName } = description;
  const variable = scope === null || scopeFunctionId === null ? '' : (/^[\w$]+/.exec(containerName ?? '')?.[0] ?? '');
  if (!MINIFIED.test(variable)) return scriptIds.map((id) => known.get(id)!);
  const own = withOnlyVariable(known.get(scope!.scriptId)!, variable, scope!);
  return own === null ? [] : [own];
}

/** A bound that the code applies to the container. */
async function readCodeBound(
  sources: readonly string[],
  numbers: NumberReader,
  { containerName, containerKind, containers, scopeFunctionId, declarerIds }: GrowthDescription,
): Promise<{ readonly property: string; readonly limit: number } | null> {
  if (containerName === null) return null;
  const seenBy = scopeFunctionId === null ? [] : [ownId(scopeFunctionId)];
  for (const source of sources) {
    const found =
      findCodeBound(source, containerName, containerKind) ??
      // Arrays in the places of a ring are none themselves.
      (containers === 1 ? findRingBound(source, containerName) : null);
    if (found === null) continue;
    const { property, operand } = found;
    // What the service has now says more than what the source begins with.
    const live = operand === null ? null : await readOperand(numbers, operand, declarerIds.map(ownId), seenBy);
    const limit = live ?? found.limit;
    if (limit !== null && limit >= 2) return { property, limit };
  }
  return null;
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
    descriptorRoom: recording.descriptorRoom,
    connections: options.connections,
    fixedRequests: options.requests,
    fixedRounds: options.rounds,
    secondsLeft: recording.secondsLeft() - 5,
    heapLeft: Math.max(0, memory.heapSizeLimit - memory.heapUsed),
    longestTimerMs: pendingMs ?? 0,
  };
}

function notesOn(recording: Recording, { sensitivity }: GateOptions): string[] {
  const { warmUp, captures } = recording;
  const unsteady =
    warmUp !== null && !warmUp.steady
      ? 'The heap was not steady after the longest warm-up; heap totals of the first rounds hold some of it.'
      : null;
  const notes = [unsteady, describeWorkInFlight(captures)].filter((note) => note !== null);
  const sizes = captures.filter(({ kind }) => kind === 'round').map(({ requests }) => requests);
  const seen = oneObjectPerRequests(sizes.slice(-FEWEST_ROUNDS), sought(sensitivity));
  if (sensitivity === null || seen === null || seen >= Math.floor(1 / sensitivity)) return notes;
  const needed = FIRST_FACTORS.reduce((sum, factor) => sum + factor, 0) * requestsToSee(sensitivity, FIRST_FACTORS);
  const perSecond = recording.requestsPerSecond();
  return [
    ...notes,
    `The rounds would have shown 1 object per ${countText(seen)} requests with 99 % probability, not the 1 per ${countText(1 / sensitivity)} that were asked for: these take about ${countText(needed)} requests, ${countText(needed / perSecond)} s at ${countText(perSecond)} a second, and time-limit or the heap left room for ${countText(sizes.reduce((sum, n) => sum + n, 0))}. Raise time-limit.`,
  ];
}

/** Whether any leak fails the run: nothing that is known only later, as what the base leaks, may let it pass. */
export function oneLeakDecides(options: PlanDependencies['options']): boolean {
  return options.compare === 'none' && options.baselineReport === null && anyLeakFails(options);
}
