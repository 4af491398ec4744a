import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import type { AllocationProfile } from '../growth/allocation-tree.ts';
import type { RequestGain } from '../growth/finding.ts';
import type { GrowthSite } from '../growth/growth-site.ts';
import type { TimelineReading } from '../inspector/memory-reading.ts';
import type { ProcessFacts } from '../inspector/process-facts.ts';
import type { WatchedHeaps } from '../inspector/watched-heaps.ts';
import { descriptorRoom } from '../load/descriptor-room.ts';
import type { LoadSummary } from '../load/load-summary.ts';
import { countedRows } from '../load/scenario.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress, Phase } from '../progress.ts';
import type { EndTurn } from '../run/turns.ts';
import { createOutputTail, isInspectorNoise } from '../service/output-tail.ts';
import type { CaptureRecord, LiveReading, Manifest, Reproduction, RssReading, ServiceFacts } from './manifest.ts';

export type WarmUpRecord = NonNullable<Manifest['warmUp']>;

/** What a run has recorded so far; becomes the manifest whenever the run ends, also when it ends early. */
export class Recording {
  warmUp: WarmUpRecord | null = null;
  /** Descriptors that a round may leave open, see `descriptorRoom`. */
  descriptorRoom = descriptorRoom(null);
  timeline: readonly TimelineReading[] = [];
  /** For how long the heap engine was waited for. */
  analysisSeconds = 0;
  readonly captures: CaptureRecord[] = [];
  positiveControl: Manifest['positiveControl'] = null;
  gcStudy: Manifest['gcStudy'] = null;
  readonly rssReadings: RssReading[] = [];
  readonly liveReadings: LiveReading[] = [];
  /** By capture: sizes of the watched containers, in one order. */
  readonly watchedSizes: number[][] = [];
  /** Heaps beside those that are measured; bytes by capture. */
  readonly watchedHeaps: { names: readonly string[]; bytes: (readonly (number | null)[])[] } = { names: [], bytes: [] };
  readonly notes: string[] = [];
  readonly scripts: Record<number, string> = {};
  readonly originals: Record<string, Manifest['originals'][string]> = {};
  readonly growthRequests: { path: string; request: string }[] = [];
  /** Requests of the scenario that are not sent, with what was wrong with them. */
  readonly leftOut: { name: string; because: string }[] = [];
  readonly growthKinds: { path: string; kinds: readonly RequestGain[] }[] = [];
  readonly declarations: Manifest['declarations'][number][] = [];
  readonly packages: Record<string, { name: string; version: string }> = {};
  allocations: AllocationProfile | null = null;
  readonly reproductions: Reproduction[] = [];
  readonly growthSites: { path: string; site: GrowthSite }[] = [];
  readonly statements: Record<string, string> = {};
  /** The commit that is measured. */
  commit: string | null = null;
  /** Waits until another run that goes on at the same time has ended its step. */
  takeTurn: () => Promise<EndTurn> = async () => () => undefined;
  #waitedMs = 0;
  readonly #repositoryRoot: string;
  readonly #options: GateOptions;
  readonly #version: string;
  readonly #program: string;
  readonly #beganMs: number;
  readonly #durations: Record<string, number> = {};
  readonly #tail = createOutputTail();
  #service: ServiceFacts | null = null;
  #origin: string;
  #isolates: Manifest['isolates'] = [];
  #failedLoad: LoadSummary | null = null;
  #endedEarly: Manifest['endedEarly'] = null;
  #under: string | null = null;

  constructor(
    options: GateOptions,
    leakgate: { version: string; program: string },
    repositoryRoot: string,
    beganMs = performance.now(),
  ) {
    this.#options = options;
    this.#origin = options.origin;
    this.#beganMs = beganMs;
    this.#version = leakgate.version;
    this.#program = leakgate.program;
    this.#repositoryRoot = repositoryRoot;
  }

  /** Of another series within the same run: on its clock, with its time limit and its warm-up. */
  fork(): Recording {
    const leakgate = { version: this.#version, program: this.#program };
    const forked = new Recording(this.#options, leakgate, this.#repositoryRoot, this.#beganMs);
    forked.warmUp = this.warmUp;
    forked.descriptorRoom = this.descriptorRoom;
    return forked;
  }

  /** ms since the run began. */
  nowMs(): number {
    return performance.now() - this.#beganMs;
  }

  secondsLeft(): number {
    return (this.#options.timeLimitMs - this.nowMs()) / 1000;
  }

  /** Over all loaded rounds so far; before the first of them, in the warm-up. */
  requestsPerSecond(): number {
    const loads = this.captures.flatMap(({ load }) => load ?? []);
    const seconds = loads.reduce((sum, load) => sum + load.durationMs / 1000, 0);
    const requests = loads.reduce((sum, load) => sum + load.succeeded, 0);
    return seconds > 0 ? requests / seconds : (this.warmUp?.requestsPerSecond ?? 100);
  }

  /** Heap and external memory gained per request since the baseline. */
  bytesPerRequest(): number {
    const [first, last] = [this.captures[0]?.memory, this.captures.at(-1)?.memory];
    const requests = this.captures.reduce((sum, capture) => sum + capture.requests, 0);
    if (first === undefined || last === undefined || requests === 0) return 0;
    return Math.max(0, (last.heapUsed + last.external - first.heapUsed - first.external) / requests);
  }

  /** Aborts with TIME_LIMIT when the run has taken as long as it may; `done` ends the watch. */
  timeLimit(done: AbortSignal): AbortSignal {
    const controller = new AbortController();
    const seconds = this.#options.timeLimitMs / 1000;
    delay(this.#options.timeLimitMs, undefined, { signal: done, ref: false }).then(
      () =>
        controller.abort(
          new GateError('TIME_LIMIT', `The time limit of ${seconds} s was reached before the plan was done.`, {
            hint: 'Raise time-limit, or set depth to quick.',
          }),
        ),
      () => undefined,
    );
    return controller.signal;
  }

  /** Its turn among the runs that go on at the same time; the wait is kept. */
  async waitForTurn(): Promise<EndTurn> {
    const beganMs = this.nowMs();
    const end = await this.takeTurn();
    this.#waitedMs += this.nowMs() - beganMs;
    return end;
  }

  /** Runs one phase: told when it begins and ends, its seconds kept. */
  async timed(phase: Phase, on: OnProgress, detail: string, body: () => Promise<string>): Promise<void> {
    const endTurn = await this.waitForTurn();
    try {
      const end = this.begin(phase, on, detail);
      end(await body());
    } finally {
      endTurn();
    }
  }

  /** Begins a phase; the function returned ends it. */
  begin(phase: Phase, on: OnProgress, detail: string): (done: string) => void {
    const beganMs = this.nowMs();
    on({ kind: 'phase-started', phase, detail });
    this.#under = this.#nameOf(phase);
    return (done) => {
      this.#under = null;
      const seconds = (this.nowMs() - beganMs) / 1000;
      this.#durations[phase] = (this.#durations[phase] ?? 0) + seconds;
      on({ kind: 'phase-done', phase, detail: done, seconds });
    };
  }

  output(text: string): void {
    this.#tail.add(text);
  }

  measuring({ pid, nodeVersion, v8Version, workingDirectory }: ProcessFacts, origin: string): void {
    this.#origin = origin;
    this.#service = { pid, nodeVersion, v8Version, workingDirectory };
  }

  /** What the session measures. `leftOut`: more than the run has time for; `silent`: without an inspector. */
  measuringIsolates(isolates: Manifest['isolates'], { leftOut, silent }: { leftOut: number; silent: number }): void {
    this.#isolates = isolates.map(({ name, pid }) => ({ name, pid }));
    const unseen = 'what grows in these alone was not seen';
    if (leftOut > 0) {
      this.notes.push(
        `${isolates.length} processes and threads were measured; ${leftOut} more were left out, and ${unseen}.`,
      );
    }
    if (silent > 0) {
      this.notes.push(
        `${silent} of ${isolates.length + silent} workers opened no inspector (their port was taken, or they refuse one) and could not be measured: ${unseen}, and growth per request is too low by their share.`,
      );
    }
  }

  /** A service that sends everybody to its log-in would pass by that alone. */
  redirected(sent: readonly { readonly name: string; readonly status: number | null }[]): void {
    for (const { name, status } of sent) {
      this.notes.push(
        `${name} was answered with ${status}, a redirect, which counts as success and is not followed: what lies behind it was not loaded. Request that instead, after a log-in where one is needed.`,
      );
    }
  }

  /** What has a heap of its own beside those that are measured. */
  watching({ names, leftOut }: Pick<WatchedHeaps, 'names' | 'leftOut'>): void {
    this.watchedHeaps.names = names;
    if (leftOut > 0) {
      this.notes.push(
        `${names.length} worker threads and processes that the service started were watched by their size; ${leftOut} more were left out, and what grows in these alone was not seen.`,
      );
    }
  }

  /** Forgets what was measured so far, for the service is measured anew; the clock and what the phases took stay. */
  startOver(because: string): void {
    this.warmUp = null;
    this.watchedHeaps.names = [];
    const rows = [this.captures, this.liveReadings, this.watchedSizes, this.watchedHeaps.bytes, this.notes];
    for (const list of rows) list.length = 0;
    this.notes.push(because);
  }

  /** Keeps the load that made its round unusable. */
  failed(load: LoadSummary): void {
    this.#failedLoad = load;
  }

  endEarly({ code, message, hint }: GateError): void {
    this.#endedEarly = { code, message, hint, during: this.#under };
  }

  #nameOf(phase: Phase): string {
    if (phase === 'idle') return 'an idle round';
    if (phase !== 'round' && phase !== 'confirmation') return phase === 'prepare' ? phase : `the ${phase}`;
    return `${phase} ${this.captures.filter((capture) => capture.kind === phase).length + 1}`;
  }

  manifest(): Manifest {
    const { scenario, connections, rate, source, commandLine, cell } = this.#options;
    return {
      schemaVersion: 1,
      leakgateVersion: this.#version,
      program: this.#program,
      command: source.kind === 'start' ? source.command : null,
      url: this.#origin,
      commandLine,
      cell,
      commit: this.commit,
      waitedMs: this.#waitedMs,
      requestNames: countedRows({
        requests: scenario.requests.filter(({ name }) => this.leftOut.every((left) => left.name !== name)),
      }).map(({ name }) => name),
      leftOut: this.leftOut,
      connections,
      rate,
      repositoryRoot: this.#repositoryRoot,
      service: this.#service,
      isolates: this.#isolates,
      warmUp: this.warmUp,
      captures: this.captures,
      failedLoad: this.#failedLoad,
      sensitivity: this.#options.sensitivity,
      rssReadings: this.rssReadings,
      positiveControl: this.positiveControl,
      gcStudy: this.gcStudy,
      liveReadings: this.liveReadings,
      watchedSizes: this.watchedSizes,
      watchedHeaps: this.watchedHeaps,
      scripts: this.scripts,
      originals: this.originals,
      growthSites: this.growthSites,
      statements: this.statements,
      declarations: this.declarations,
      packages: this.packages,
      allocations: this.allocations,
      reproductions: this.reproductions,
      growthRequests: this.growthRequests,
      growthKinds: this.growthKinds,
      timeline: this.timeline,
      durations: { ...this.#durations, analysis: this.analysisSeconds, total: this.nowMs() / 1000 },
      notes: this.notes,
      outputTail: withoutInspectorNoise(this.#tail.text()),
      endedEarly: this.#endedEarly,
    };
  }
}

/** What Node says about leakgate's own inspector tells nothing of the service. */
function withoutInspectorNoise(output: string): string {
  return output
    .split('\n')
    .filter((line) => !isInspectorNoise(line))
    .join('\n');
}
