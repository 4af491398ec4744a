import type { ProcessFacts } from '../inspector/process-facts.ts';
import type { NodeProcess } from './find-service-process.ts';
import type { ProcessExit } from './start-service.ts';

/** A service that answers, and the process in it that is to be measured. */
export interface RunningService {
  /** null when attached. */
  readonly command: string | null;
  readonly process: ProcessFacts;
  /** `ws://127.0.0.1:…` of that process. */
  readonly inspectorUrl: string;
  /** Where it is reached, e.g. `http://127.0.0.1:3000`: as given, or with the port that it chose. */
  readonly origin: string;
  /** Those that answer requests, the measured one first; more than one with cluster. */
  readonly serving: readonly NodeProcess[];
  /** Workers of the cluster that take requests and cannot be measured, because they opened no inspector. */
  readonly silentWorkers: number;
  /** The server lives in a worker thread, so that the threads have to be measured. */
  readonly servedByThread: boolean;
  /** All processes that listen on the service's port, the measured one among them; more than one with cluster. */
  readonly owners: readonly NodeProcess[];
  /** All Node processes that were met, wrappers included. */
  readonly candidates: readonly NodeProcess[];
  /** Inspectors that announced themselves so far. Empty when attached. */
  inspectorUrls(): ReadonlySet<string>;
  /** On the clock of performance.now(). */
  readonly startedAtMs: number;
  /** Of the start command. Never settles when attached: that process is not ours, its end shows in the inspector session. */
  readonly exited: Promise<ProcessExit>;
  hasExited(): ProcessExit | null;
  /** The last 16 KiB of its output, raw: quote it (`quoteOutput`) before it is shown. */
  outputTail(): string;
  /** Ends the whole tree and resolves when nothing of it is alive. Idempotent. Does nothing when attached. */
  stop(): Promise<void>;
}
