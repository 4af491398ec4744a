import { listensThere, onOtherPort } from '../base/other-port.ts';
import type { Manifest } from '../capture/manifest.ts';
import type { ComparableRun } from '../compare/comparable-run.ts';
import { HEAD_WITHOUT_VERDICT } from '../compare/compare-with-base.ts';
import { type ErrorCode, GateError } from '../errors.ts';
import type { GateOptions } from '../options/gate-options.ts';
import { portOf } from '../service/loopback.ts';
import { Turns } from './turns.ts';

/** How the gate measures; runs that share turns alternate their steps. */
export interface Measurers {
  readonly head: (options: GateOptions, turns: Turns) => Promise<Manifest>;
  /** `onServing` is called when its service answers. */
  readonly base: (
    options: GateOptions,
    turns: Turns,
    signal: AbortSignal,
    onServing?: () => void,
  ) => Promise<MeasuredBase>;
}

export interface MeasuredBase {
  readonly manifest: Manifest;
  readonly run: ComparableRun;
}

export interface Pair {
  readonly head: Manifest;
  readonly base: MeasuredBase;
  /** How they were measured where it was not in turns, a sentence; null: in turns. */
  readonly note: string | null;
}

/** Ways in which a boot can end because of a port. */
const MAYBE_A_PORT: readonly ErrorCode[] = ['PORT_TAKEN', 'SERVICE_EXITED', 'PROCESS_NOT_FOUND'];

/**
 * Measures base and head in turns, so that noise of the machine hits both alike. That needs two ports: the base gets another one
 * (see `onOtherPort`) and starts first. Where it cannot be moved, or the two disturb each other's start, they are
 * measured one after the other, and the note says why. `there`: the options of the base on the port of the head.
 */
export async function measureBeside(
  there: GateOptions,
  here: GateOptions,
  signal: AbortSignal,
  measure: Measurers,
): Promise<Pair> {
  const moved = await onOtherPort(there);
  if (typeof moved === 'string') return await measureBefore(there, here, moved, signal, measure);
  const turns = new Turns();
  const base = startBase(twiceTheTime(moved), there, turns, signal, measure);
  if (!(await base.serves)) {
    const early = await base.measured;
    const why = await base.whyNotMoved(early);
    if (why === null) return { head: await measure.head(here, new Turns()), base: early, note: null };
    return await measureBefore(prepared(there), here, why, signal, measure);
  }
  const head = await measure.head(twiceTheTime(here), turns);
  if (head.endedEarly !== null) base.stop();
  const measured = await base.measured;
  if (signal.aborted || !endedByPort(head)) return { head, base: measured, note: null };
  const again = await measure.head(prepared(here), new Turns());
  return await measureAfter(again, prepared(there), 'the two could not run at the same time', signal, measure);
}

/** The base after a head that was measured already. */
export async function measureAfter(
  head: Manifest,
  there: GateOptions,
  why: string,
  signal: AbortSignal,
  measure: Measurers,
): Promise<Pair> {
  const base = await measure.base(there, new Turns(), signal);
  return { head, base, note: `The base was measured after this run and not in turns with it: ${why}.` };
}

async function measureBefore(
  there: GateOptions,
  here: GateOptions,
  why: string,
  signal: AbortSignal,
  measure: Measurers,
): Promise<Pair> {
  const base = await measure.base(there, new Turns(), signal);
  const head = await measure.head(here, new Turns());
  return { head, base, note: `The base was measured before this run and not in turns with it: ${why}.` };
}

interface StartedBase {
  /** Whether its service came to answer on the other port. */
  readonly serves: Promise<boolean>;
  readonly measured: Promise<MeasuredBase>;
  /** Why another port was in its way, a clause; null: it failed by itself. */
  readonly whyNotMoved: (early: MeasuredBase) => Promise<string | null>;
  readonly stop: () => void;
}

function startBase(
  moved: GateOptions,
  there: GateOptions,
  turns: Turns,
  signal: AbortSignal,
  measure: Measurers,
): StartedBase {
  const port = portOf(new URL(there.origin));
  const stopped = new AbortController();
  // Watched until it serves or has ended, and no longer: then the head is going to listen there.
  const watching = new AbortController();
  const watched = moved.portPattern === null ? listensThere(there, watching.signal) : Promise.resolve(false);
  const listens = watched.then((yes) => {
    if (yes) stopped.abort(new GateError('PORT_TAKEN', `The base listens on port ${port}, which is the head's.`));
    return yes;
  });
  let onServing = (): void => undefined;
  const serving = new Promise<boolean>((resolve) => {
    onServing = () => {
      watching.abort();
      resolve(true);
    };
  });
  const measured = measure
    .base(moved, turns, AbortSignal.any([signal, stopped.signal]), onServing)
    .finally(() => watching.abort());
  return {
    serves: Promise.race([serving, measured.then(() => false)]),
    measured,
    whyNotMoved: async (early) => {
      if (await listens) return `the service listens on port ${port} whatever PORT says, and only one of the two can`;
      return endedByPort(early.manifest) ? 'it did not start on another port' : null;
    },
    stop: () => stopped.abort(new GateError('CANCELLED', HEAD_WITHOUT_VERDICT)),
  };
}

function endedByPort({ endedEarly }: Manifest): boolean {
  return endedEarly?.during === 'the boot' && MAYBE_A_PORT.includes(endedEarly.code);
}

/** Each waits while the other has its turn. */
function twiceTheTime(options: GateOptions): GateOptions {
  return { ...options, timeLimitMs: 2 * options.timeLimitMs };
}

/** Its prepare commands have been run. */
function prepared(options: GateOptions): GateOptions {
  const { source } = options;
  return source.kind === 'start' ? { ...options, source: { ...source, prepare: [] } } : options;
}
