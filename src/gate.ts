import { baselineOf } from './base/baseline-file.ts';
import { headCommit } from './base/git.ts';
import { Capture } from './capture/capture.ts';
import { keepManifest, openFolder, readManifest, replaySnapshots } from './capture/folder.ts';
import type { Manifest } from './capture/manifest.ts';
import { Recording } from './capture/recording.ts';
import { measureWithBase } from './compare-base.ts';
import { diagnoseLeaks } from './diagnose-leaks.ts';
import { type HeapEngine, withHeapEngine } from './engine/heap-engine.ts';
import { asGateError } from './errors.ts';
import { followPlan } from './follow-plan.ts';
import { studyCollections } from './gc-study.ts';
import { withMemoryTimeline } from './inspector/memory-timeline.ts';
import { type MeasuredProcess, withServiceSession } from './inspector/service-session.ts';
import { isolateRequests } from './isolate-requests.ts';
import { leakgateProgram } from './leakgate-program.ts';
import type { MeasuredBase } from './measure-beside.ts';
import { measureRss } from './measure-rss.ts';
import { offerBaseline } from './offer-baseline.ts';
import type { GateOptions } from './options/gate-options.ts';
import { type LeakPolicy, plainPolicy } from './policy/leak-policy.ts';
import { runPositiveControl } from './positive-control.ts';
import { runPrepare } from './prepare.ts';
import { type OnProgress, tellOfBase } from './progress.ts';
import { comparableReport } from './report/comparable-report.ts';
import type { LeakReport } from './report/leak-report.ts';
import { reportOn } from './report-on.ts';
import { findRepositoryRoot } from './repository-root.ts';
import { nameProcess } from './service/find-service-process.ts';
import type { RunningService } from './service/running-service.ts';
import { withServiceUnderTest } from './service/with-service-under-test.ts';
import { shortenScenario } from './shorten-scenario.ts';
import { Turns } from './turns.ts';
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
    await boot(options, recording, on, onOutput, limited, async (service) => {
      const workerThreads = options.workerThreads || service.servedByThread;
      await withServiceSession(measuredIn(service), { signal: limited, workerThreads }, async (session, leftOut) => {
        recording.measuringIsolates(session.isolates, leftOut);
        await withMemoryTimeline({ session, nowMs: () => recording.nowMs() }, async (timeline) => {
          recording.timeline = timeline.readings;
          const capture = new Capture({
            options: { ...options, origin: service.origin },
            session,
            timeline,
            service,
            sink: engine,
            recording,
            folder,
            on,
            signal: limited,
          });
          await capture.preflight();
          await capture.warmUp();
          await capture.baseline();
          const plan = { options, capture, session, engine, recording, on };
          const judgements = await followPlan(plan);
          if (!isBase) {
            await noteFailure(recording, limited, 'judging of RSS', () => measureRss(plan, judgements));
            await noteFailure(recording, limited, 'positive control', () => runPositiveControl(plan, judgements));
            // What follows forces collections and loads the service oddly; it is no part of the run's own timeline.
            await timeline.stop();
            await noteFailure(recording, limited, 'GC study', () => studyCollections(plan, judgements));
          }
          await noteFailure(recording, limited, 'diagnosis', () => diagnoseLeaks(plan, judgements, !isBase));
          if (!isBase)
            await noteFailure(recording, limited, 'isolation of requests', () => isolateRequests(plan, judgements));
          if (!isBase)
            await noteFailure(recording, limited, 'shortening of the scenario', () =>
              shortenScenario(plan, judgements),
            );
        });
      });
    });
  } catch (thrown) {
    recording.endEarly(asGateError(thrown));
  } finally {
    done.abort();
  }
  if (directory !== null) await keepManifest(directory, recording.manifest());
  return recording.manifest();
}

function measuredIn({ serving }: RunningService): MeasuredProcess[] {
  return serving.map((each) => ({ inspectorUrl: each.inspectorUrl, pid: each.facts.pid, name: nameProcess(each) }));
}

/** What comes after the verdict may fail without taking it away, and then says so. */
async function noteFailure(
  recording: Recording,
  signal: AbortSignal,
  what: string,
  body: () => Promise<void>,
): Promise<void> {
  try {
    await body();
  } catch (thrown) {
    const why = asGateError(signal.aborted ? signal.reason : thrown).message;
    recording.notes.push(`The ${what} after the verdict was not finished: ${why}`);
  }
}

async function prepare(options: GateOptions, recording: Recording, on: OnProgress, signal: AbortSignal): Promise<void> {
  if (options.source.kind !== 'start' || options.source.prepare.length === 0) return;
  const { prepare: commands } = options.source;
  await recording.timed(
    'prepare',
    on,
    commands.length === 1 ? commands[0]! : `${commands.length} commands`,
    async () => {
      await runPrepare(commands, {
        workingDirectory: options.workingDirectory,
        onOutput: (text) => on({ kind: 'service-output', text }),
        signal,
      });
      return 'prepared';
    },
  );
}

/** Starts or attaches to the service, says so, and runs `body` while it serves. */
async function boot(
  options: GateOptions,
  recording: Recording,
  on: OnProgress,
  onOutput: (text: string) => void,
  signal: AbortSignal,
  body: (service: RunningService) => Promise<void>,
): Promise<void> {
  const endTurn = await recording.waitForTurn();
  try {
    const booted = recording.begin('boot', on, 'waiting until the service is ready');
    await withServiceUnderTest(options, onOutput, signal, async (service) => {
      recording.measuring(service.process, service.origin);
      booted(`node ${service.process.nodeVersion}, ${pidsOf(service)}`);
      endTurn();
      await body(service);
    });
  } finally {
    endTurn();
  }
}

function pidsOf({ serving }: RunningService): string {
  const pids = serving.map(({ facts }) => facts.pid);
  return pids.length === 1 ? `pid ${pids[0]}` : `${pids.length} workers, pids ${pids.join(', ')}`;
}

/** The day by which acceptances expire, `2026-12-31`, the same in every time zone. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
