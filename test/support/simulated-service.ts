import { EFFORTS } from '../../src/growth/efforts.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';
import { judgeTracks } from '../../src/growth/judge-tracks.ts';
import { type Effort, nextStep } from '../../src/growth/next-step.ts';
import { USUAL_RAREST } from '../../src/growth/suspects.ts';
import type { RoundFacts } from '../../src/growth/track.ts';
import { createRandom } from '../../src/load/seeded-random.ts';

/** One merged path of a service that exists as numbers only: how many objects it holds after requests and quiet time. */
export interface SimulatedPath {
  /** Handles requests at `rate` per second; `connections` are opened for them and closed after. */
  load(requests: number, connections: number, rate: number): void;
  quiet(seconds: number): void;
  /** Objects after a settle. */
  count(): number;
}

/** Uniform in [0, 1). */
export type Uniform = () => number;

export type PathModel = (random: Uniform) => SimulatedPath;

const DEFAULT: Effort = { ...EFFORTS.default, rarest: null };
const CONNECTIONS = 10;
const SNAPSHOT_SECONDS = 1;

export interface SimulatedRun {
  readonly judgement: Judgement | null;
  readonly seconds: number;
  readonly requests: number;
}

/** Runs the sequential plan on one simulated path until it is done. */
export function simulate(
  model: PathModel,
  seed: number,
  requestsPerSecond: number,
  effort: Effort = DEFAULT,
): SimulatedRun {
  const words = createRandom(seed);
  const path = model(() => words() / 2 ** 32);
  const warmUp = Math.round(1.2 * requestsPerSecond);
  path.load(warmUp, CONNECTIONS, requestsPerSecond);
  path.quiet(SNAPSHOT_SECONDS);
  const values = [path.count()];
  const rounds: RoundFacts[] = [{ kind: 'baseline', requests: 0, connections: 0, seconds: 0 }];
  let seconds = 0;
  for (let steps = 0; steps < 40; steps++) {
    const track = { key: 'path', unit: 'objects' as const, ancestors: [], leastPerRequest: 0, leastTotal: 0, values };
    const judgements = judgeTracks([track], rounds, new Map(), effort.rarest ?? USUAL_RAREST);
    const step = nextStep(
      judgements,
      rounds,
      {
        requestsPerSecond,
        bytesPerRequest: 300,
        descriptorsPerRequest: 0,
        descriptorRoom: 50,
        connections: CONNECTIONS,
        fixedRequests: null,
        fixedRounds: null,
        secondsLeft: 280 - seconds,
        heapLeft: 2e9,
        longestTimerMs: 0,
        oneLeakDecides: true,
      },
      effort,
    );
    if (step.kind === 'done') {
      return {
        judgement: judgements[0] ?? null,
        seconds,
        requests: rounds.reduce((sum, round) => sum + round.requests, 0),
      };
    }
    const loaded = step.kind === 'round' || step.kind === 'confirmation';
    const requests = loaded ? step.requests : 0;
    const connections = step.kind === 'confirmation' ? step.connections : loaded ? CONNECTIONS : 0;
    const busy = loaded ? requests / requestsPerSecond : step.ms / 1000;
    if (loaded) path.load(requests, connections, requestsPerSecond);
    else path.quiet(busy);
    path.quiet(SNAPSHOT_SECONDS);
    values.push(path.count());
    rounds.push({ kind: step.kind, requests, connections, seconds: busy + SNAPSHOT_SECONDS });
    seconds += busy + SNAPSHOT_SECONDS;
  }
  throw new Error(`the plan did not end for seed ${seed}`);
}

/** Poisson numbers: by inversion for small means, by the normal approximation for large ones. */
export function poisson(random: Uniform, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++;
  return count;
}

export function normal(random: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
