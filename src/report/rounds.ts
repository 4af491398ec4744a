import type { Finding } from '../growth/finding.ts';
import type { ReportRound } from './leak-report.ts';

/** A round without load is named for what it is; loaded ones are counted through. */
export interface NamedRound {
  readonly name: string;
  readonly round: ReportRound;
  /** What a finding gained in it. */
  readonly gain: { readonly objects: number; readonly retainedBytes: number } | null;
}

/** Rounds in which requests were sent, in order: round 1 is the first. */
export function loadedRounds(rounds: readonly ReportRound[]): ReportRound[] {
  return rounds.filter(isLoaded);
}

/** Rounds after the baseline with their names and, for a finding, what it gained in each. */
export function namedRounds(rounds: readonly ReportRound[], finding: Finding | null): NamedRound[] {
  let loaded = 0;
  return rounds
    .filter((round) => round.kind !== 'baseline')
    .map((round, index) => {
      if (isLoaded(round)) loaded += 1;
      return { name: nameOf(round, loaded), round, gain: finding?.perRound[index] ?? null };
    });
}

/** How steady a finding grew over the loaded rounds. */
export interface Steadiness {
  readonly rounds: number;
  readonly grewIn: number;
  /** Farthest departure of a round's rate from the mean rate, as a share of it; null where there is no mean. */
  readonly spread: number | null;
  /** Units per request, or per connection where it grows with those, in the first and the last loaded round. */
  readonly firstRate: number | null;
  readonly lastRate: number | null;
}

/** Compares the rates of the loaded rounds, in objects or in retained bytes. */
export function steadinessOf(
  finding: Finding,
  rounds: readonly ReportRound[],
  measure: 'objects' | 'retainedBytes',
): Steadiness {
  const loads = namedRounds(rounds, finding).flatMap(({ round, gain }, index) => {
    const amount = finding.connections?.[index] ?? round.requests;
    return isLoaded(round) && amount > 0 && gain !== null ? [{ amount, gain: gain[measure] }] : [];
  });
  const rates = loads.map((load) => load.gain / load.amount);
  const mean = sum(loads.map((load) => load.gain)) / sum(loads.map((load) => load.amount));
  return {
    rounds: loads.length,
    grewIn: loads.filter((load) => load.gain > 0).length,
    spread: mean > 0 ? Math.max(...rates.map((rate) => Math.abs(rate / mean - 1))) : null,
    firstRate: rates[0] ?? null,
    lastRate: rates.at(-1) ?? null,
  };
}

/** What a finding gained while no request was sent; null where there was no such round. */
export function idleGain(
  finding: Finding,
  rounds: readonly ReportRound[],
): { objects: number; retainedBytes: number } | null {
  const idle = namedRounds(rounds, finding).flatMap(({ round, gain }) =>
    isLoaded(round) || gain === null ? [] : [gain],
  );
  if (idle.length === 0) return null;
  return { objects: sum(idle.map((gain) => gain.objects)), retainedBytes: sum(idle.map((gain) => gain.retainedBytes)) };
}

/** Successful requests of all rounds that were judged. */
export function judgedRequests(rounds: readonly ReportRound[]): number {
  return sum(loadedRounds(rounds).map((round) => round.requests));
}

function isLoaded(round: ReportRound): boolean {
  return (round.kind === 'round' || round.kind === 'confirmation') && !round.idle;
}

function nameOf(round: ReportRound, loaded: number): string {
  if (round.kind === 'wait') return 'wait';
  if (!isLoaded(round)) return 'idle round';
  return round.kind === 'confirmation' ? `round ${loaded}, confirmation` : `round ${loaded}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
