import { requestsFor } from '../load/requests-for.ts';
import type { Judgement } from './judge-track.ts';
import { FEWEST_CONFIRMED } from './judge-track.ts';
import { requestsToSee } from './sensitivity.ts';
import { FEWEST_ROUNDS } from './suspects.ts';
import type { RoundFacts } from './track.ts';

/** What to do next with the service under test. */
export type Step =
  | { readonly kind: 'round'; readonly requests: number; readonly because: string }
  | { readonly kind: 'idle'; readonly ms: number; readonly because: string }
  | { readonly kind: 'wait'; readonly ms: number; readonly because: string }
  | { readonly kind: 'confirmation'; readonly requests: number; readonly connections: number; readonly because: string }
  | { readonly kind: 'done' };

/** How much a depth spends; times in seconds of load. */
export interface Effort {
  readonly roundSeconds: number;
  readonly roundRequests: number;
  readonly confirmationSeconds: number;
  readonly longestConfirmationSeconds: number;
  /** Objects per request of a leak that the first rounds must show with 99 %, however long that takes; null: no such aim. */
  readonly rarest: number | null;
}

/** What the run so far has shown of the service, and what the user fixed. */
export interface Pace {
  readonly requestsPerSecond: number;
  /** Heap bytes that one request leaves behind, from the warm-up or the rounds. */
  readonly bytesPerRequest: number;
  readonly descriptorsPerRequest: number;
  /** Descriptors that a round may leave open, a confirmation twice as many. */
  readonly descriptorRoom: number;
  readonly connections: number;
  readonly fixedRequests: number | null;
  readonly fixedRounds: number | null;
  readonly secondsLeft: number;
  /** Heap bytes that may still be filled before V8's limit comes near. */
  readonly heapLeft: number;
  /** Any leak fails the run, so that no other suspect needs to be followed to its end. */
  readonly oneLeakDecides: boolean;
  /** Longest delay of any pending timer in the service that is short enough to wait for, ms; 0: none. */
  readonly longestTimerMs: number;
}

/** Co-prime round sizes: growth per round, per connection and per batch differ from growth per request. */
const ROUND_FACTORS = [1, 1.62, 1.27, 1.9, 1.45, 2.1] as const;
/** Of the rounds that make a suspect. */
export const FIRST_FACTORS = ROUND_FACTORS.slice(0, FEWEST_ROUNDS);
const FEWEST_REQUESTS = 23;
/** Of requests that leave 100 KB and more behind (a window, a context), whose snapshots grow with every one of them. */
const FEWEST_HUGE_REQUESTS = 11;
const HUGE_BYTES_PER_REQUEST = 100_000;
/** A round of a slow service may take twice as long as usual for so many requests. */
const SLOW_ROUND_REQUESTS = 600;
/** Growth that a round, and a confirmation, may add to the heap (a larger heap makes every snapshot slower). */
const ROUND_GROWTH_BYTES = 4e6;
const CONFIRMATION_GROWTH_BYTES = 24e6;
/** Requests that each leave more than this show what they do in few. */
export const LARGE_BYTES_PER_REQUEST = 4096;
const LARGE_CONFIRMATION_BYTES = 8e6;
/** A confirmation may take so long to fill a container up to where it would stop, and no more than half of the time left. */
const LONGEST_FILLING_SECONDS = 10;
/**
 * Of a slow service, unless each request adds exactly so many objects: a cache that fills by random keys is told from a leak by
 * the decline of its rate, which takes requests, and up to three times as long.
 */
const SLOW_CONFIRMATION_REQUESTS = 1500;
/**
 * So many times the requests sent before, for what code may remove under a condition that no number of entries stands for; at least and at most so long. A
 * busy machine sends few before.
 */
const FAR = 3;
const FAR_SECONDS = 15;
const LONGEST_FAR_SECONDS = 45;
/** It is to be longer than all loads before, and may add so much to the heap for that. */
const AS_FAR_AS_BEFORE = 1.1;
const FAR_GROWTH_BYTES = 96e6;
const STEPS_TO_SEE = 3;
/** Of the time left, at most so much goes into the first rounds: a suspect needs a confirmation too. */
const SHARE_FOR_ROUNDS = 0.4;
/** A round with as many connections tells growth per connection from growth per round. */
const MANY_CONNECTIONS = 50;
export const IDLE_MS = 1200;
const USUAL_WAIT_MS = 2500;
/** What a timer began is done by then. */
const AFTER_TIMER_MS = 700;
export const LONGEST_WAIT_MS = 15_000;

/** The sequential plan: stops when nothing is suspicious, else asks for what the least certain suspect needs. */
export function nextStep(
  judgements: readonly Judgement[],
  rounds: readonly RoundFacts[],
  pace: Pace,
  effort: Effort,
): Step {
  const loaded = rounds.filter((round) => round.kind === 'round').length;
  const wanted = Math.max(FEWEST_ROUNDS, pace.fixedRounds ?? 0);
  if (loaded < wanted) {
    return {
      kind: 'round',
      requests: roundRequests(loaded, pace, effort),
      because: `round ${loaded + 1} of ${wanted}`,
    };
  }
  const open = judgements.filter((judgement) => judgement.need !== null);
  const first = open[0];
  if (first === undefined) return { kind: 'done' };
  // What else is open is then reported as undecided.
  if (pace.oneLeakDecides && judgements.some((judgement) => judgement.status === 'leak')) return { kind: 'done' };
  if (open.every((judgement) => judgement.need === 'rounds')) {
    return { kind: 'round', requests: roundRequests(loaded, pace, effort), because: first.because };
  }
  const quiet = rounds.some((round) => round.kind === 'idle');
  if (!quiet) return { kind: 'idle', ms: IDLE_MS, because: first.because };
  const waited = rounds.some((round) => round.kind === 'wait');
  if (!waited && pace.longestTimerMs > IDLE_MS) {
    const ms = Math.min(LONGEST_WAIT_MS, pace.longestTimerMs) + AFTER_TIMER_MS;
    return { kind: 'wait', ms, because: `a timer of ${pace.longestTimerMs} ms is pending and may release it` };
  }
  const [wait] = open
    .filter((judgement) => judgement.need === 'wait')
    .toSorted((a, b) => (b.waitMs ?? 0) - (a.waitMs ?? 0));
  if (wait !== undefined) {
    const ms = Math.max(USUAL_WAIT_MS, (wait.waitMs ?? 0) + AFTER_TIMER_MS);
    return ms / 1000 <= Math.max(pace.secondsLeft, USUAL_WAIT_MS / 1000)
      ? { kind: 'wait', ms, because: wait.because }
      : { kind: 'done' };
  }
  if (pace.secondsLeft <= 0) return { kind: 'done' };
  const perConnection = open.find((judgement) => judgement.need === 'connections');
  if (perConnection !== undefined && open.every((judgement) => judgement.need === 'connections')) {
    const connections = Math.max(MANY_CONNECTIONS, 3 * pace.connections);
    return { kind: 'confirmation', requests: nextPrime(3 * connections), connections, because: perConnection.because };
  }
  return {
    kind: 'confirmation',
    requests: confirmationRequests(open, rounds, pace, effort),
    connections: pace.connections,
    because: first.because,
  };
}

function roundRequests(index: number, pace: Pace, effort: Effort): number {
  const factor = ROUND_FACTORS[index % ROUND_FACTORS.length]!;
  if (pace.fixedRequests !== null) return pace.fixedRequests;
  const quickly = effort.roundSeconds * pace.requestsPerSecond;
  const usual = Math.min(effort.roundRequests, Math.max(quickly, Math.min(SLOW_ROUND_REQUESTS, 2 * quickly)));
  const unit = Math.min(
    effort.rarest === null ? usual : Math.max(usual, unitFor(effort.rarest, index, pace)),
    requestsFor(Math.min(ROUND_GROWTH_BYTES, 0.1 * pace.heapLeft), pace.bytesPerRequest),
    requestsFor(pace.descriptorRoom, pace.descriptorsPerRequest),
  );
  return nextPrime(Math.round(Math.max(fewestRequests(pace), pace.connections, unit) * factor));
}

/** Of the first three rounds, so that a leak as rare is seen; as much of it as the time allows. */
function unitFor(rarest: number, index: number, { secondsLeft, requestsPerSecond }: Pace): number {
  const left = FIRST_FACTORS.slice(index).reduce((sum, factor) => sum + factor, 0);
  const affordable = (SHARE_FOR_ROUNDS * secondsLeft * requestsPerSecond) / left;
  return left === 0 ? 0 : Math.min(requestsToSee(rarest, FIRST_FACTORS), affordable);
}

/**
 * Enough for the largest suspect to show 30 new objects, and to pass a declared bound and the size at which queues are
 * compacted, as time and heap allow.
 */
export function confirmationRequests(
  open: readonly Judgement[],
  rounds: readonly RoundFacts[],
  pace: Pace,
  effort: Effort,
): number {
  const sent = rounds.reduce((sum, round) => sum + round.requests, 0);
  const usual = Math.max(effort.confirmationSeconds * pace.requestsPerSecond, 2 * sent);
  const within = (seconds: number): number => Math.min(seconds, 0.5 * pace.secondsLeft) * pace.requestsPerSecond;
  const affordable = within(effort.longestConfirmationSeconds);
  const slowly = Math.min(3 * effort.longestConfirmationSeconds, 0.3 * pace.secondsLeft) * pace.requestsPerSecond;
  const declining = open.every(isWhole) ? 0 : Math.min(SLOW_CONFIRMATION_REQUESTS, slowly);
  const fastest = Math.max(...open.map((judgement) => judgement.rate.perRequest));
  const shown = Math.max((1.2 * FEWEST_CONFIRMED) / fastest, ...open.map(requestsForSteps));
  const telling = Math.min(shown, 0.6 * pace.secondsLeft * pace.requestsPerSecond);
  const limits = open.flatMap((judgement) => [
    requestsBeyondBound(judgement),
    requestsBeyondQueue(judgement),
    requestsToGoal(judgement),
  ]);
  const bounded = Math.max(0, ...limits.filter((n) => n < within(LONGEST_FILLING_SECONDS)));
  const isFar = open.some((judgement) => judgement.need === 'far-confirmation');
  const farEnough = Math.max(FAR * sent, FAR_SECONDS * pace.requestsPerSecond);
  const far = isFar ? Math.min(farEnough, within(LONGEST_FAR_SECONDS)) : 0;
  const isLarge = pace.bytesPerRequest > LARGE_BYTES_PER_REQUEST;
  const usualRoom = isLarge ? LARGE_CONFIRMATION_BYTES : CONFIRMATION_GROWTH_BYTES;
  const farRoom = isFar ? Math.min(FAR_GROWTH_BYTES, AS_FAR_AS_BEFORE * sent * pace.bytesPerRequest) : 0;
  const room = Math.min(Math.max(usualRoom, farRoom), 0.3 * pace.heapLeft);
  const cheap = Math.min(
    Math.max(Math.min(usual, affordable), declining, telling, bounded, far),
    requestsFor(room, pace.bytesPerRequest),
    requestsFor(2 * pace.descriptorRoom, pace.descriptorsPerRequest),
  );
  // Fewer than are telling would only be followed by another confirmation.
  const needed = Math.min(telling, requestsFor(0.3 * pace.heapLeft, pace.bytesPerRequest));
  return nextPrime(Math.round(Math.max(fewestRequests(pace), pace.connections, cheap, needed)));
}

/** Whether each request adds so many objects: no cache that fills by chance does that. */
function isWhole({ rate: { perRequest, requests } }: Judgement): boolean {
  const whole = Math.round(perRequest);
  return whole > 0 && Math.abs(perRequest - whole) * requests <= Math.max(1.5, 0.003 * whole * requests);
}

function fewestRequests({ bytesPerRequest }: Pace): number {
  return bytesPerRequest > HUGE_BYTES_PER_REQUEST ? FEWEST_HUGE_REQUESTS : FEWEST_REQUESTS;
}

/** Requests until the container is half as full again as it says it may be. */
function requestsBeyondBound({ track, rate, bound }: Judgement): number {
  if (bound === null || !bound.fits) return 0;
  return Math.max(0, (1.5 * bound.limit - track.values.at(-1)!) / rate.perRequest);
}

/** Requests in which it would grow by some of its largest steps. */
function requestsForSteps({ largestStep, rate }: Judgement): number {
  return largestStep === undefined ? 0 : (STEPS_TO_SEE * largestStep) / rate.perRequest;
}

/** Requests until a container holds more than one that is emptied now and then would. */
function requestsBeyondQueue(judgement: Judgement): number {
  return requestsToGain(1.1 * judgement.track.leastTotal, judgement);
}

/** Requests until it has gained as much as is to be seen. */
function requestsToGoal(judgement: Judgement): number {
  return requestsToGain(1.05 * (judgement.goal ?? 0), judgement);
}

function requestsToGain(total: number, { track, rate }: Judgement): number {
  if (total === 0) return 0;
  const gained = track.values.at(-1)! - track.values[0]!;
  return Math.max(0, (total - gained) / rate.perRequest);
}

/** The smallest prime ≥ n, so that rounds share no period with what the service does every so many requests. */
export function nextPrime(n: number): number {
  for (let candidate = Math.max(2, n); ; candidate++) if (isPrime(candidate)) return candidate;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}
