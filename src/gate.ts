import { baselineOf } from './base/baseline-file.ts';
import { headCommit } from './base/git.ts';
import { keepManifest, openFolder, readManifest, replaySnapshots } from './capture/folder.ts';
import type { Manifest } from './capture/manifest.ts';
import { Recording } from './capture/recording.ts';
import { type HeapEngine, withHeapEngine } from './engine/heap-engine.ts';
import { asGateError } from './errors.ts';
import { leakgateProgram } from './leakgate-program.ts';
import type { GateOptions } from './options/gate-options.ts';
import { type LeakPolicy, plainPolicy } from './policy/leak-policy.ts';
import { type OnProgress, tellOfBase } from './progress.ts';
import { comparableReport } from './report/comparable-report.ts';
import type { LeakReport } from './report/leak-report.ts';
import { reportOn } from './report-on.ts';
import { findRepositoryRoot } from './repository-root.ts';
import { prepare, withBootedService } from './run/boot-service.ts';
import { measureWithBase } from './run/compare-base.ts';
import type { MeasuredBase } from './run/measure-beside.ts';
import { measureService } from './run/measure-service.ts';
import { offerBaseline } from './run/offer-baseline.ts';
import { Turns } from './run/turns.ts';
import { leakgateVersion } from './version.ts';

/** The whole gate. Always gives a report: what prevents a verdict makes the run inconclusive, and the report says so. */
export async function runGate(options: GateOptions, on: OnProgress, signal: AbortSignal): Promise<LeakReport> {
  return await withHeapEngine(async (engine) => {
    const directory = options.keepSnapshots ? options.reportDirectory : null;
    const { head, base } = await measureWithBase(options, on, signal, {
      head: (how, turns) => measure(how, engine, on, signal, { directory, turns }),
      base: (how, turns, stop, onServing) => measureBase(how, on, stop, turns, onServing),
    });
    const report = await reportOn(head, engine, options, { today: today(), base });
    return await offerBaseline(report, base, options.reportDirectory);
  });
}

/** The measuring half alone: snapshots and manifest in a folder that `analyseFolder` reads. */
export async function captureToFolder(
  options: GateOptions,
  directory: string,
  on: OnProgress,
  signal: AbortSignal,
): Promise<Manifest> {
  const settings = { directory, turns: new Turns() };
  return await withHeapEngine((engine) => measure(options, engine, on, signal, settings));
}

/** The analysing half alone, offline: the same verdict from a captured folder. FOLDER_INVALID when it is none. */
export async function analyseFolder(
  directory: string,
  policy: Pick<GateOptions, keyof LeakPolicy | 'baselineReport'>,
): Promise<LeakReport> {
  const manifest = await readManifest(directory);
  return await withHeapEngine(async (engine) => {
    await replaySnapshots(directory, manifest, engine);
    const base = await baselineOf(policy.baselineReport, manifest.repositoryRoot);
    return await reportOn(manifest, engine, policy, { today: today(), base });
  });
}

/** The base of a comparison: only what it leaks and where, no causes and no verdict of its own. */
async function measureBase(
  options: GateOptions,
  on: OnProgress,
  signal: AbortSignal,
  turns: Turns,
  onServing: (() => void) | undefined,
): Promise<MeasuredBase> {
  return await withHeapEngine(async (engine) => {
    const settings = { directory: null, turns, isBase: true };
    const manifest = await measure(options, engine, tellOfBase(on, onServing), signal, settings);
    const report = await reportOn(manifest, engine, plainPolicy, { today: today(), base: null });
    return { manifest, run: comparableReport(report) };
  });
}

interface MeasureSettings {
  /** Where snapshots and manifest are kept; null: nowhere. */
  readonly directory: string | null;
  /** Shared with a run that goes on at the same time. */
  readonly turns: Turns;
  readonly isBase?: boolean;
}

async function measure(
  options: GateOptions,
  engine: HeapEngine,
  on: OnProgress,
  signal: AbortSignal,
  { directory, turns, isBase = false }: MeasureSettings,
): Promise<Manifest> {
  const recording = new Recording(
    options,
    { version: leakgateVersion, program: leakgateProgram(process.env, process.cwd()) },
    findRepositoryRoot(options.workingDirectory),
  );
  const done = new AbortController();
  const limited = AbortSignal.any([signal, recording.timeLimit(done.signal)]);
  recording.takeTurn = () => turns.take(limited);
  const onOutput = (text: string): void => {
    recording.output(text);
    on({ kind: 'service-output', text });
  };
  const command = options.source.kind === 'start' ? options.source.command : `attached to ${options.source.inspector}`;
  on({ kind: 'started', command, url: options.origin });
  try {
    recording.commit = await headCommit(options.workingDirectory);
    const folder = directory === null ? null : await openFolder(directory);
    await prepare(options, recording, on, limited);
    await withBootedService(options, recording, on, onOutput, limited, (service) =>
      measureService({ options, service, recording, engine, folder, isBase, on, signal: limited }),
    );
  } catch (thrown) {
    recording.endEarly(asGateError(thrown));
  } finally {
    done.abort();
    recording.analysisSeconds = engine.secondsWaitedFor();
  }
  if (directory !== null) await keepManifest(directory, recording.manifest());
  return recording.manifest();
}

/** The day by which acceptances expire, `2026-12-31`, the same in every time zone. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
