import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { GateError } from '../errors.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import type { SnapshotFacts } from '../growth/growth-model.ts';
import { EngineCore, type GrowthView } from './engine-core.ts';
import type { EngineAnswer, EngineCall } from './engine-messages.ts';

/** Parses and compares snapshots beside the capture; chunks are taken as V8 sends them. */
export interface HeapEngine {
  /** Begins a snapshot of the isolate with this number. */
  begin(isolate: number): void;
  write(chunk: string): void;
  /** SNAPSHOT_INVALID when what was written is no whole snapshot. */
  end(): Promise<SnapshotFacts>;
  view(): Promise<GrowthView>;
  describe(targets: readonly (string | number)[]): Promise<(GrowthDescription | null)[]>;
  /** Forgets all snapshots: what comes is of other isolates, or of other sessions with them. */
  startOver(): void;
  /** For how long its answers were waited for, all in all. */
  secondsWaitedFor(): number;
}

/** A gigabyte takes a minute on a slow machine. Whoever waits for longer waits for an analysis that does not end. */
const LONGEST_ANSWER_MS = 5 * 60_000;

/**
 * Runs `body` with an engine in a worker thread, so that progress, deadlines and cancellation stay alive while a gigabyte is
 * analysed; where the worker's bundle is not beside this file (from source), in this thread.
 */
export async function withHeapEngine<T>(body: (engine: HeapEngine) => Promise<T>): Promise<T> {
  const bundle = new URL('./engine-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(bundle))) return body(timed(inThisThread(new EngineCore())));
  // A graph of a gigabyte needs more than the default heap for its strings and maps; columns lie outside it.
  const worker = new Worker(bundle, { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
  try {
    return await body(timed(inWorker(worker)));
  } finally {
    await worker.terminate();
  }
}

type Answering = Omit<HeapEngine, 'secondsWaitedFor'>;

function timed(engine: Answering): HeapEngine {
  let waitedMs = 0;
  const waitFor = async <T>(answer: () => Promise<T>): Promise<T> => {
    const asked = performance.now();
    try {
      return await answer();
    } finally {
      waitedMs += performance.now() - asked;
    }
  };
  return {
    begin: engine.begin,
    write: engine.write,
    end: () => waitFor(() => engine.end()),
    view: () => waitFor(() => engine.view()),
    describe: (targets) => waitFor(() => engine.describe(targets)),
    startOver: engine.startOver,
    secondsWaitedFor: () => waitedMs / 1000,
  };
}

function inThisThread(core: EngineCore): Answering {
  return {
    begin: (isolate) => core.begin(isolate),
    write: (chunk) => core.write(chunk),
    end: async () => core.end(),
    view: async () => core.view(),
    describe: async (targets) => core.describe(targets),
    startOver: () => core.startOver(),
  };
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** Every question is answered, or rejected with TIME_LIMIT after `longestMs` or INTERNAL when the thread ends; none is waited for after that. */
export function inWorker(worker: Worker, longestMs = LONGEST_ANSWER_MS): Answering {
  const pending = new Map<number, Pending>();
  let calls = 0;
  let failure: unknown = null;
  const failAll = (reason: unknown): void => {
    failure ??= reason;
    for (const { reject } of pending.values()) reject(failure);
    pending.clear();
  };
  const giveUp = (): void => {
    const message = `The analysis of the snapshots gave no answer within ${longestMs / 1000} s.`;
    failAll(
      new GateError('TIME_LIMIT', message, {
        hint: 'Load the service with fewer requests, so that its heap stays smaller.',
      }),
    );
    void worker.terminate();
  };
  worker.on('message', (answer: EngineAnswer) => {
    const waiting = pending.get(answer.call);
    pending.delete(answer.call);
    if (answer.error === null) waiting?.resolve(answer.value as never);
    else waiting?.reject(new GateError(answer.error.code, answer.error.message));
  });
  worker.on('error', (cause) => {
    failAll(new GateError('INTERNAL', `the analysis thread failed: ${cause.message}`, { cause }));
  });
  worker.on('exit', () => failAll(new GateError('INTERNAL', 'the analysis thread ended before it answered')));
  const post = (message: EngineCall): void => worker.postMessage(message);
  const ask = <T>(question: 'end' | 'view' | 'describe', targets: readonly (string | number)[] = []) =>
    new Promise<T>((resolve, reject) => {
      if (failure !== null) return reject(failure);
      const late = setTimeout(giveUp, longestMs);
      const settled =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          clearTimeout(late);
          settle(value);
        };
      calls++;
      pending.set(calls, { resolve: settled(resolve) as Pending['resolve'], reject: settled(reject) });
      post({ question, call: calls, targets });
    });
  return {
    begin: (isolate) => post({ question: 'begin', isolate }),
    write: (chunk) => post({ question: 'write', chunk }),
    end: () => ask('end'),
    view: () => ask('view'),
    describe: (targets) => ask('describe', targets),
    startOver: () => post({ question: 'start-over' }),
  };
}
