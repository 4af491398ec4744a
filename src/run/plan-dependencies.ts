import type { Capture } from '../capture/capture.ts';
import type { Recording } from '../capture/recording.ts';
import type { HeapEngine } from '../engine/heap-engine.ts';
import type { ServiceSession } from '../inspector/service-session.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress } from '../progress.ts';

/** What everything works with that is done while the service under test lives. */
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
