import type { Scenario } from '../load/scenario.ts';
import type { LeakPolicy } from '../policy/leak-policy.ts';
import type { Shard } from './parse-cell.ts';

export type Depth = 'quick' | 'default' | 'thorough';

/** Where the service under test comes from. */
export type ServiceSource =
  | {
      readonly kind: 'start';
      readonly command: string;
      readonly prepare: readonly string[];
      /** Added to the environment of the command. */
      readonly env?: Readonly<Record<string, string>>;
    }
  /** An inspector that already listens, `ws://127.0.0.1:9229/…` or `http://127.0.0.1:9229`. */
  | { readonly kind: 'attach'; readonly inspector: string };

/** Which part of a larger test plan a run is. */
export interface PlanCell {
  /** As people know it; null: not named. */
  readonly name: string | null;
  /** The part of the scenario's requests; null: all. */
  readonly shard: Shard | null;
  /** The job of the workflow and the place among the cells of its matrix, from 0; null: not in one, or not known. */
  readonly job: { readonly id: string; readonly index: number; readonly total: number } | null;
}

/** A process that the service needs. */
export interface SideService {
  /** Shell command; null: somebody else starts it, and it is only waited for. */
  readonly command: string | null;
  /** `http(s)://…`, `tcp://host:port` or `unix:/path`. */
  readonly address: string;
}

/** Everything the gate needs, resolved and checked; nothing downstream reads strings from a user. Times in ms, sizes in bytes. */
export interface GateOptions extends LeakPolicy {
  readonly source: ServiceSource;
  /** Absolute. */
  readonly workingDirectory: string;
  /** In the order in which they are brought up. */
  readonly services: readonly SideService[];
  /** Origin of the service, e.g. `http://127.0.0.1:3000` or `http+unix://%2Ftmp%2Fapp.sock`. */
  readonly origin: string;
  /** Finds the port in the service's output, which then takes the place of those in origin and readyUrl; null: they are right. */
  readonly portPattern: RegExp | null;
  readonly readyUrl: string;
  /** Inclusive ranges of status codes with which readyUrl may answer. */
  readonly readyStatus: readonly (readonly [number, number])[];
  readonly readyTimeoutMs: number;
  readonly scenario: Scenario;
  readonly connections: number;
  /** Requests per second over all connections; null: as fast as the service answers. */
  readonly rate: number | null;
  /** Requests after which a connection is closed and a new one made; null: connections are kept. */
  readonly reconnectEvery: number | null;
  /** How long one request may take. */
  readonly requestTimeoutMs: number;
  /** Time over which the load rises before the warm-up; null: it begins with all connections. */
  readonly rampMs: number | null;
  readonly depth: Depth;
  /** Requests per round; null: chosen from the throughput seen in the warm-up. */
  readonly requests: number | null;
  /** Loaded rounds before the idle round; null: chosen by the sequential rule. */
  readonly rounds: number | null;
  /** Warm-up requests; null: until the heap's growth is steady. */
  readonly warmUp: number | null;
  /** Measure the commit that this change starts from as well. */
  readonly compare: 'none' | 'base';
  /** Branch, tag or commit to compare with; null: the pull request's, else the default branch. */
  readonly base: string | null;
  /** Absolute path of a report or a baseline file to compare with instead; null: none. */
  readonly baselineReport: string | null;
  /** Wait before each snapshot. */
  readonly settleTimeMs: number;
  readonly workerThreads: boolean;
  /** Objects per request of the rarest leak that the plan must be able to see; null: what the depth's rounds happen to see. */
  readonly sensitivity: number | null;
  /** Plant a leak after a run without one, which the same rule must find. */
  readonly positiveControl: boolean;
  /** Compare what outlives collections under two settings of the collector. */
  readonly gcStudy: boolean;
  readonly onLeak: 'fail' | 'warn';
  readonly onInconclusive: 'fail' | 'warn' | 'pass';
  readonly timeLimitMs: number;
  /** Absolute. */
  readonly reportDirectory: string;
  readonly keepSnapshots: boolean;
  /** Blank the contents of strings in snapshots that are kept. */
  readonly redactSnapshots: boolean;
  readonly cell: PlanCell;
  /** Flags of `leakgate run` that repeat this run. */
  readonly commandLine: readonly string[];
}
