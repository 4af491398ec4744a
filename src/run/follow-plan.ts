import type { Recording } from '../capture/recording.ts';
import { describeWorkInFlight } from '../capture/work-in-flight.ts';
import { countText } from '../growth/count-text.ts';
import { EFFORTS } from '../growth/efforts.ts';
import { type Evidence, heapTotals, roundFacts, weighEvidence } from '../growth/evidence.ts';
import type { Judgement } from '../growth/judge-track.ts';
import {
  confirmationRequests,
  type Effort,
  FIRST_FACTORS,
  nextStep,
  type Pace,
  type Step,
} from '../growth/next-step.ts';
import { oneObjectPerRequests, requestsToSee } from '../growth/sensitivity.ts';
import { FEWEST_ROUNDS, sought } from '../growth/suspects.ts';
import { findUnexplainedGrowth, hasMovedOn } from '../growth/unexplained-growth.ts';
import type { LoadSummary } from '../load/load-summary.ts';
import type { GateOptions } from '../options/gate-options.ts';
import { anyLeakFails } from '../policy/leak-policy.ts';
import { OwnerQuestions } from './ask-owners.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Takes step after step until the rule has what it needs; everything learnt is in the recording. */
export async function followPlan(deps: PlanDependencies): Promise<readonly Judgement[]> {
  const { recording, options } = deps;
  const effort: Effort = { ...EFFORTS[options.depth], rarest: options.sensitivity };
  const owners = new OwnerQuestions(deps);
  await takeFirstRounds(deps, effort);
  let pendingMs: number | null = null;
  for (;;) {
    const evidence = await currentEvidence(deps);
    if (evidence.judgements.some((judgement) => judgement.need !== null && judgement.need !== 'rounds')) {
      await owners.ask(evidence.judgements);
      pendingMs ??= await owners.longestPendingMs();
    }
    const paced = pace(deps, pendingMs);
    const judgements = await withLeaksAsked(deps, owners);
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

/** Whatever they show: their snapshots are analysed while the next one is loaded. */
async function takeFirstRounds(deps: PlanDependencies, effort: Effort): Promise<void> {
  const { recording, capture, options } = deps;
  for (;;) {
    const step = nextStep([], roundFacts(recording.captures), pace(deps, null), effort);
    if (step.kind !== 'round') return;
    await capture.round('round', step.requests, options.connections, step.because);
  }
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
const MOST_TURNS = 12;

/** What is known by now; of sixty tracks that grew alike only a few owners were asked before a confirmation, and any of them may be bounded. */
async function withLeaksAsked(deps: PlanDependencies, owners: OwnerQuestions): Promise<readonly Judgement[]> {
  for (let turn = 1; ; turn++) {
    const { judgements } = await currentEvidence(deps);
    const isUnasked = (judgement: Judgement): boolean => judgement.status === 'leak' && !owners.hasAsked(judgement);
    if (turn > MOST_TURNS || !judgements.some(isUnasked)) return judgements;
    await owners.ask(judgements);
  }
}

function pace({ options, recording }: PlanDependencies, pendingMs: number | null): Pace {
  const memory = recording.captures.at(-1)!.memory;
  const rounds = recording.captures.filter((capture) => capture.load !== null);
  const requests = rounds.reduce((sum, capture) => sum + capture.requests, 0);
  const first = recording.captures[0]!.memory;
  const growth = memory.heapUsed + memory.external - first.heapUsed - first.external;
  const descriptors = (memory.openFileDescriptors ?? 0) - (first.openFileDescriptors ?? 0);
  const seen = requests > 0 && recording.captures.length > 1;
  return {
    requestsPerSecond: Math.min(recording.requestsPerSecond(), rateOf(rounds.at(-1)?.load ?? null)),
    bytesPerRequest: seen ? Math.max(0, growth / requests) : (recording.warmUp?.bytesPerRequest ?? 0),
    descriptorsPerRequest: seen ? Math.max(0, descriptors / requests) : (recording.warmUp?.descriptorsPerRequest ?? 0),
    descriptorRoom: recording.descriptorRoom,
    connections: options.connections,
    fixedRequests: options.requests,
    fixedRounds: options.rounds,
    secondsLeft: recording.secondsLeft() - 5,
    heapLeft: Math.max(0, memory.heapSizeLimit - memory.heapUsed),
    longestTimerMs: pendingMs ?? 0,
    oneLeakDecides: oneLeakDecides(options),
  };
}

/** A service may slow down with what it leaks. */
function rateOf(load: LoadSummary | null): number {
  return load === null || load.durationMs === 0 ? Infinity : load.succeeded / (load.durationMs / 1000);
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
export function oneLeakDecides(options: GateOptions): boolean {
  return options.compare === 'none' && options.baselineReport === null && anyLeakFails(options);
}
