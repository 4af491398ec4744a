import type { FindingStatus } from './finding.ts';
import { compareWithPrediction, type GrowthRate, isFalling, poolRate, predict } from './rate-test.ts';
import { isSuspect } from './suspects.ts';
import type { DeclaredBound, LiveFacts, RoundFacts, Track } from './track.ts';

/** What the rule needs next to know more about a suspect. */
export type Need = 'rounds' | 'idle' | 'wait' | 'confirmation' | 'connections';

/** Where a suspect stands after the rounds so far. */
export interface Judgement {
  readonly track: Track;
  readonly rate: GrowthRate;
  /** null while `need` says what is missing. */
  readonly status: FindingStatus | null;
  readonly need: Need | null;
  readonly bound: DeclaredBound | null;
  /** A sentence with the numbers. */
  readonly because: string;
}

/** Fewest new objects in a confirmation that make a leak. */
export const FEWEST_CONFIRMED = 30;
const FEWEST_CONFIRMED_DESCRIPTORS = 20;
const MOST_ROUNDS = 6;
const MOST_CONFIRMATIONS = 3;

/**
 * Judges one track by the sequential rule: suspicion from three loaded rounds, falling rates get more rounds, then an
 * idle round, then confirmation by prediction. Returns null for a track that gives no suspicion. Pure: the same rounds
 * always give the same answer, live or from a captured folder.
 */
export function judgeTrack(track: Track, rounds: readonly RoundFacts[], facts: LiveFacts): Judgement | null {
  const series = new Series(track.values, rounds);
  const loaded = series.of('round');
  if (!isSuspect(track, loaded.gains, loaded.requests)) return null;
  const rate = poolRate(loaded.gains, loaded.requests);
  const judge = (status: FindingStatus | null, need: Need | null, because: string): Judgement => ({
    track,
    rate,
    status,
    need,
    bound: facts.bound,
    because,
  });
  if (
    isFalling(loaded.gains, loaded.requests) &&
    loaded.gains.length < MOST_ROUNDS &&
    series.count('confirmation') === 0
  ) {
    return judge(null, 'rounds', `its rate falls: ${rates(loaded.gains, loaded.requests)} per request`);
  }
  if (series.count('idle') === 0)
    return judge(null, 'idle', `it gained ${rates(loaded.gains, loaded.requests)} per request`);

  const idle = judgeIdle(series, rate.total, facts);
  if (idle !== null) return judge(idle.status, idle.need, idle.because);

  const confirmations = series.of('confirmation');
  if (confirmations.gains.length === 0) return judge(null, 'confirmation', 'it stayed while no requests came');
  return judgeConfirmations(track, series, facts, judge);
}

type Judge = (status: FindingStatus | null, need: Need | null, because: string) => Judgement;

function judgeIdle(
  series: Series,
  total: number,
  facts: LiveFacts,
): { status: FindingStatus | null; need: Need | null; because: string } | null {
  const quiet = series.of('idle', 'wait');
  const change = quiet.gains.reduce((sum, gain) => sum + gain, 0);
  const last = quiet.gains.at(-1)!;
  const shrinks = (gain: number): boolean => -gain > Math.max(2, 0.02 * total);
  if (shrinks(change)) {
    const share = Math.round((-100 * change) / total);
    if (-change >= 0.9 * total || (series.waited && shrinks(last))) {
      return {
        status: 'released',
        need: null,
        because: `${-change} of ${total} were released while no requests came (${share} %)`,
      };
    }
    if (!series.waited || (shrinks(last) && series.count('wait') < 3)) {
      return { status: null, need: 'wait', because: `${share} % were released so far while no requests came` };
    }
  }
  const perSecond = change / quiet.seconds;
  const loaded = series.of('round');
  const background = perSecond * loaded.seconds;
  if (change > 2 && background > 0.5 * total) {
    return {
      status: 'background',
      need: null,
      because: `it grows by ${perSecond.toFixed(1)} a second without requests too`,
    };
  }
  if (facts.timer !== null && !facts.timer.repeats && !series.waited && facts.timer.delayMs <= 15_000) {
    return {
      status: null,
      need: 'wait',
      because: `they are timers of ${facts.timer.delayMs} ms that have not fired yet`,
    };
  }
  return null;
}

function judgeConfirmations(track: Track, series: Series, facts: LiveFacts, judge: Judge): Judgement {
  const loaded = series.of('round');
  const confirmations = series.of('confirmation');
  const before = { gains: [...loaded.gains], requests: [...loaded.requests] };
  const fewest = track.unit === 'descriptors' ? FEWEST_CONFIRMED_DESCRIPTORS : FEWEST_CONFIRMED;
  for (const [i, actual] of confirmations.gains.entries()) {
    const requests = confirmations.requests[i]!;
    const prediction = predict(poolRate(before.gains, before.requests), requests);
    const compared = `${actual.toLocaleString('en')} more with ${requests.toLocaleString('en')} requests where ${Math.round(prediction.expected).toLocaleString('en')} were predicted`;
    // Descriptors are closed late, so half of the prediction is enough.
    const outcome =
      track.unit === 'descriptors' && actual >= 0.5 * prediction.expected
        ? 'as-predicted'
        : compareWithPrediction(actual, prediction);
    if (outcome === 'stopped') {
      const perConnection = constantPerConnection(series);
      if (perConnection !== null) {
        // Told from a ring that is filling, or from chance, by a round with another number of connections.
        const varied = new Set(series.of('round', 'confirmation').connections).size > 1;
        return judge(varied ? 'per-connection' : null, varied ? null : 'connections', perConnection);
      }
      return judge('plateau', null, `it stopped: ${compared}`);
    }
    if (outcome === 'as-predicted' && actual >= fewest) {
      const { bound } = facts;
      if (bound?.fits === true && track.values.at(-1)! <= 1.05 * bound.limit) {
        return judge(
          'plateau',
          null,
          `it declares ${bound.property} = ${bound.limit.toLocaleString('en')} and is still filling: ${compared}`,
        );
      }
      return judge('leak', null, compared);
    }
    before.gains.push(actual);
    before.requests.push(requests);
  }
  const last = confirmations.gains.at(-1)!;
  if (confirmations.gains.length < MOST_CONFIRMATIONS) {
    return judge(null, 'confirmation', `${last} more are too few or too many to tell`);
  }
  return judge('undecided', null, `${MOST_CONFIRMATIONS} confirmations did not agree with their predictions`);
}

/** Growth that is the same in every loaded round whatever its number of requests, one or more for each connection. */
function constantPerConnection(series: Series): string | null {
  const all = series.of('round', 'confirmation');
  const per = all.gains.map((gain, i) => gain / all.connections[i]!);
  const smallest = Math.min(...per);
  const largest = Math.max(...per);
  if (per.length < 4 || smallest < 0.5 || largest - smallest > Math.max(0.2, 0.15 * largest)) return null;
  return `it gained ${smallest.toFixed(2)}–${largest.toFixed(2)} for each connection in every round, whatever the number of requests`;
}

/** Gains between snapshots, picked by the kind of round. */
class Series {
  readonly #values: readonly number[];
  readonly #rounds: readonly RoundFacts[];

  constructor(values: readonly number[], rounds: readonly RoundFacts[]) {
    this.#values = values;
    this.#rounds = rounds;
  }

  get waited(): boolean {
    return this.count('wait') > 0;
  }

  count(kind: RoundFacts['kind']): number {
    return this.#rounds.filter((round) => round.kind === kind).length;
  }

  of(...kinds: RoundFacts['kind'][]): { gains: number[]; requests: number[]; connections: number[]; seconds: number } {
    const picked = { gains: [] as number[], requests: [] as number[], connections: [] as number[], seconds: 0 };
    for (const [i, round] of this.#rounds.entries()) {
      if (i === 0 || !kinds.includes(round.kind)) continue;
      picked.gains.push(this.#values[i]! - this.#values[i - 1]!);
      picked.requests.push(round.requests);
      picked.connections.push(round.connections);
      picked.seconds += round.seconds;
    }
    return picked;
  }
}

function rates(gains: readonly number[], requests: readonly number[]): string {
  return gains.map((gain, i) => (gain / requests[i]!).toFixed(3)).join(', ');
}
