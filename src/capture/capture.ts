import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { SnapshotRedactor } from '../heap/snapshot-redactor.ts';
import type { MemoryReading } from '../inspector/memory-reading.ts';
import type { MemoryTimeline } from '../inspector/memory-timeline.ts';
import type { ServiceSession } from '../inspector/service-session.ts';
import type { SettleRecord } from '../inspector/settle.ts';
import type { WatchedHeaps } from '../inspector/watched-heaps.ts';
import type { WatchedSizes } from '../inspector/watched-sizes.ts';
import { descriptorRoom } from '../load/descriptor-room.ts';
import { type LoadSummary, loadFailed, whyLoadIsUnusable } from '../load/load-summary.ts';
import type { RequestSequence } from '../load/request-sequence.ts';
import { type LoadOptions, runLoad } from '../load/run-load.ts';
import { sendEach } from '../load/send-each.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress, Phase } from '../progress.ts';
import { describeExit } from '../service/describe-exit.ts';
import type { RunningService } from '../service/running-service.ts';
import type { CaptureKind, SnapshotTotals } from './manifest.ts';
import { type Quiescence, watchQuiescence } from './quiescence.ts';
import { rampUp } from './ramp-up.ts';
import type { Recording } from './recording.ts';
import { warmUp } from './warm-up.ts';

/** Who takes a snapshot's text as it comes. */
export interface SnapshotSink {
  /** Begins a snapshot of the isolate with this number. */
  begin(isolate: number): void;
  write(chunk: string): void;
  end(): Promise<SnapshotSummary>;
}

export interface SnapshotSummary extends SnapshotTotals {
  readonly sameSession: boolean;
}

export interface CaptureDependencies {
  readonly options: GateOptions;
  readonly session: ServiceSession;
  readonly timeline: MemoryTimeline;
  readonly service: Pick<RunningService, 'exited'>;
  readonly sink: SnapshotSink;
  readonly recording: Recording;
  /** Where snapshots are kept, absolute; null: nowhere. */
  readonly folder: string | null;
  readonly on: OnProgress;
  readonly signal: AbortSignal;
}

interface Taken {
  readonly summary: Promise<SnapshotSummary>;
  readonly file: string | null;
}

/** The measuring half of a run: every step ends with a settled heap and one snapshot in the sink. */
export class Capture {
  readonly #deps: CaptureDependencies;
  readonly #sequence: RequestSequence;
  #watched: WatchedSizes | null = null;
  #beside: WatchedHeaps | null = null;
  #quiescence: Quiescence | null = null;
  /** Before the load. */
  #timersBefore = 0;
  #lastSnapshotMs = 0;

  /** `sequence`: of the scenario's requests; a capture that follows another one goes on with its. */
  constructor(dependencies: CaptureDependencies, sequence: RequestSequence) {
    this.#deps = dependencies;
    this.#sequence = sequence;
  }

  /** Another series of snapshots of the same service, recorded apart; its requests go on where these stopped. */
  fork(recording: Recording, sink: SnapshotSink, on: OnProgress): Capture {
    const other = new Capture({ ...this.#deps, recording, sink, on, folder: null }, this.#sequence);
    other.#quiescence = this.#quiescence;
    other.#timersBefore = this.#timersBefore;
    return other;
  }

  /** Each request of the scenario once; PREFLIGHT_FAILED when one is not answered as expected. */
  async preflight(): Promise<void> {
    const { options, recording, signal } = this.#deps;
    const { requests } = this.#sequence.scenario;
    await this.#phase('preflight', `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`, async () => {
      const { origin, requestTimeoutMs: timeoutMs } = options;
      const sent = await sendEach({ origin, sequence: this.#sequence, timeoutMs, signal });
      recording.redirected(sent.filter(({ isRedirected }) => isRedirected));
      return 'every request answered as expected';
    });
  }

  async warmUp(): Promise<void> {
    const { options, session, recording } = this.#deps;
    this.#quiescence = await watchQuiescence(await session.watchConnections(), options.settleTimeMs);
    this.#timersBefore = timersIn(await session.readMemory());
    const connections = this.#spread(options.connections);
    recording.descriptorRoom = descriptorRoom(await session.readOpenFileLimit());
    await this.#phase(
      'warm-up',
      options.warmUp === null ? 'until the heap is steady' : `${options.warmUp} requests`,
      async () => {
        await this.#ramp();
        const record = await warmUp({
          connections,
          fixedRequests: options.warmUp,
          descriptorRoom: recording.descriptorRoom,
          load: (requests) => this.#load(requests, connections),
          readMemory: async () => {
            await session.collectGarbage();
            return await session.readMemory();
          },
        });
        recording.warmUp = record;
        return `${record.requests.toLocaleString('en')} requests, ${Math.round(record.requestsPerSecond).toLocaleString('en')} per second`;
      },
    );
  }

  async #ramp(): Promise<void> {
    const { connections, rate, rampMs } = this.#deps.options;
    if (rampMs === null) return;
    const load = (requests: number, users: number, stepRate: number | null): Promise<LoadSummary> =>
      this.#load(requests, users, { rate: stepRate });
    await rampUp({ connections, rate, durationMs: rampMs, load });
  }

  /** From the next snapshot on, with each of them. */
  watchBeside(heaps: WatchedHeaps): void {
    this.#beside = heaps;
    this.#deps.recording.watching(heaps);
  }

  /**
   * The snapshot that all others are compared with. The first one of a process disturbs its memory for good (RSS by 50–120 MB, the heap by
   * up to 0.8 MB that no graph shows), so memory is read after it.
   */
  async baseline(): Promise<void> {
    await this.#phase('baseline', 'heap snapshot', async () => {
      this.#watched = await this.#deps.session.watchSizes();
      const summary = await this.#snapshot('baseline', null);
      return `${mebibytes(this.#deps.recording.captures.at(-1)!.memory.heapUsed)} heap, ${summary.nodes.toLocaleString('en')} nodes`;
    });
  }

  /**
   * A loaded round: exactly `requests` requests, settle, snapshot. Throws LOAD_FAILED for a round that cannot be judged. A spare one, which a
   * verdict can do without, is left out where the service refuses some of its requests, and why is returned; null: it was recorded.
   */
  async round(
    kind: 'round' | 'confirmation',
    requests: number,
    connections: number,
    detail: string,
    isSpare = false,
  ): Promise<string | null> {
    let refused: string | null = null;
    await this.#phase(kind, `${requests.toLocaleString('en')} requests, ${detail}`, async () => {
      const spread = this.#spread(connections);
      const load = await this.#load(requests, spread);
      const unusable = whyLoadIsUnusable(load);
      if (unusable !== null) {
        if (isSpare && load.endedEarly === null) {
          refused = unusable;
          return `left out: ${unusable}`;
        }
        this.#deps.recording.failed(load);
        throw loadFailed(`${kind} ${this.#count(kind) + 1}`, unusable, load);
      }
      await this.#snapshot(kind, load, spread);
      return `${load.succeeded.toLocaleString('en')} requests`;
    });
    return refused;
  }

  /** The same wait without requests. */
  async quiet(kind: 'idle' | 'wait', ms: number, detail: string): Promise<void> {
    await this.#phase('idle', detail, async () => {
      await delay(ms, undefined, { signal: this.#deps.signal });
      await this.#snapshot(kind, null);
      return `${(ms / 1000).toFixed(1)} s without requests`;
    });
  }

  /**
   * A few requests, one after the other unless told otherwise, while the service is looked into; `only` names one kind. Judged no more.
   * Ends after `mostMs` even when not all were answered: a probe may slow the service down by any factor. Returns how many were, for each isolate.
   */
  async probe(
    requests: number,
    only: string | null = null,
    connections = 1,
    mostMs = this.#deps.options.timeLimitMs,
  ): Promise<number> {
    const isolates = this.#deps.session.isolates.length;
    // A connection stays with one worker: with twice as many as there are workers each of them gets some.
    const [amount, over] = isolates === 1 ? [requests, connections] : [requests * isolates, 2 * isolates];
    const sequence = only === null ? this.#sequence : this.#sequence.only([only]);
    const { succeeded, failed } = await this.#load(amount, over, { deadlineMs: mostMs, sequence });
    return (succeeded + failed) / isolates;
  }

  /** A snapshot after a few requests, see `probe`; of a fork, for it is no round of the run. */
  async alone(requests: number, only: string | null, connections: number, mostMs: number): Promise<number> {
    const answered = await this.probe(requests, only, connections, mostMs);
    await this.#snapshot('round', null);
    return answered;
  }

  /** Requests on all connections, without settling or a snapshot. LOAD_FAILED when they cannot be counted on. */
  async load(requests: number): Promise<LoadSummary> {
    const load = await this.#load(requests, this.#spread(this.#deps.options.connections));
    const unusable = whyLoadIsUnusable(load);
    if (unusable !== null) throw new GateError('LOAD_FAILED', `In a load without snapshots ${unusable}.`);
    return load;
  }

  /** A load without a snapshot: the settled memory after exactly `requests` requests, or at once for none. */
  async block(requests: number): Promise<MemoryReading & { readonly requests: number }> {
    const { timeline } = this.#deps;
    const load = requests === 0 ? null : await this.load(requests);
    await timeline.pause();
    await this.#quiesce();
    const { memory } = await this.#rest();
    timeline.settled(memory);
    timeline.resume();
    return { ...memory, requests: load?.succeeded ?? 0 };
  }

  /** The node of a watched container, for its owner's name. */
  async nodeOfWatched(index: number): Promise<number | null> {
    return (await this.#watched?.nodeIdOf(index)) ?? null;
  }

  /** As many connections for each worker of a cluster: handed out in turn, each then serves the same share. */
  #spread(connections: number): number {
    const workers = this.#deps.session.isolates.filter(({ isThread, serves }) => serves && !isThread).length;
    return Math.ceil(connections / workers) * workers;
  }

  async #quiesce(): Promise<number> {
    return (await this.#quiescence?.reach(this.#deps.signal)) ?? 0;
  }

  async #readSizes(capture: number): Promise<void> {
    const sizes = (await this.#watched?.read()) ?? [];
    this.#deps.recording.watchedSizes[capture] = sizes;
  }

  #count(kind: CaptureKind): number {
    return this.#deps.recording.captures.filter((capture) => capture.kind === kind).length;
  }

  async #load(
    requests: number,
    connections: number,
    instead: Partial<Pick<LoadOptions, 'sequence' | 'rate' | 'deadlineMs'>> = {},
  ): Promise<LoadSummary> {
    const { options, signal, service, on } = this.#deps;
    return await runLoad({
      origin: options.origin,
      sequence: this.#sequence,
      requests,
      connections,
      rate: options.rate,
      reconnectEvery: options.reconnectEvery,
      timeoutMs: options.requestTimeoutMs,
      deadlineMs: options.timeLimitMs,
      signal,
      serviceExited: service.exited.then(describeExit),
      onProgress: (completed) => on({ kind: 'load', completed, planned: requests }),
      ...instead,
    });
  }

  async #snapshot(kind: CaptureKind, load: LoadSummary | null, connections = 0): Promise<SnapshotSummary> {
    const { session, timeline, recording } = this.#deps;
    await timeline.pause();
    const connectionsLeft = await this.#quiesce();
    const [atRest, besideBytes] = await Promise.all([this.#rest(), this.#beside?.read() ?? []]);
    const served = await session.countRequests();
    const index = recording.captures.length;
    const name = `${String(index).padStart(2, '0')}-${kind}`;
    const beganMs = recording.nowMs();
    const taken: Taken[] = [];
    for (const isolate of session.isolates.keys()) taken.push(await this.#takeOf(isolate, name));
    const captureMs = Math.round(recording.nowMs() - beganMs);
    const { settle, memory } = kind === 'baseline' ? await this.#rest() : atRest;
    timeline.settled(memory);
    // Analysed beside the next isolate's snapshot; a broken one is told here.
    const summaries = await Promise.all(taken.map(({ summary }) => summary));
    const files = taken.flatMap(({ file }) => file ?? []);
    if (summaries.some(({ sameSession }) => !sameSession)) {
      throw new GateError(
        'INSPECTOR_FAILED',
        'Node ids of this snapshot do not mean what they meant in the baseline: the process or its inspector session changed.',
        {
          hint: 'The service may have restarted itself during the run; start it without a supervisor that restarts.',
        },
      );
    }
    recording.captures.push({
      index,
      kind,
      requests: load?.succeeded ?? 0,
      connections,
      ...(served.length > 0 && { served }),
      load,
      durationMs: Math.round(recording.nowMs() - this.#lastSnapshotMs),
      inFlight: { connections: connectionsLeft, timers: Math.max(0, timersIn(memory) - this.#timersBefore) },
      settle,
      memory,
      snapshot: addTotals(summaries),
      snapshotFile: files[0] ?? null,
      otherSnapshotFiles: files.slice(1),
      captureMs,
    });
    recording.watchedHeaps.bytes.push(besideBytes);
    this.#lastSnapshotMs = recording.nowMs();
    await this.#readSizes(index);
    timeline.resume();
    return { ...addTotals(summaries), sameSession: true };
  }

  async #rest(): Promise<{ readonly settle: SettleRecord; readonly memory: MemoryReading }> {
    const { session, recording } = this.#deps;
    const settle = await session.settle();
    return { settle, memory: { atMs: Math.round(recording.nowMs()), ...(await session.readMemory()) } };
  }

  /** The snapshot of one isolate, on its way into the sink and the folder. */
  async #takeOf(isolate: number, name: string): Promise<Taken> {
    const { session, sink } = this.#deps;
    const keep = this.#keeper(`${name}${isolate === 0 ? '' : `-${isolate}`}.heapsnapshot`);
    sink.begin(isolate);
    await session.isolates[isolate]!.session.takeSnapshot((chunk) => {
      sink.write(chunk);
      keep?.write(chunk);
    });
    const summary = Promise.all([sink.end(), keep?.end()]).then(([facts]) => facts);
    summary.catch(() => undefined);
    return { summary, file: keep?.file ?? null };
  }

  #keeper(file: string): { file: string; write(chunk: string): void; end(): Promise<void> } | null {
    const { folder } = this.#deps;
    if (folder === null) return null;
    const stream = createWriteStream(join(folder, file));
    const redactor = this.#deps.options.redactSnapshots ? new SnapshotRedactor((bytes) => stream.write(bytes)) : null;
    const done = finished(stream);
    // A full disk is told by end(); until then nobody waits for it.
    done.catch(() => undefined);
    return {
      file,
      write: (chunk) => void (redactor ?? stream).write(chunk),
      end: () => {
        redactor?.end();
        stream.end();
        return done;
      },
    };
  }

  async #phase(phase: Phase, detail: string, body: () => Promise<string>): Promise<void> {
    await this.#deps.recording.timed(phase, this.#deps.on, detail, body);
  }
}

function addTotals(summaries: readonly SnapshotSummary[]): SnapshotTotals {
  const total = (of: (summary: SnapshotSummary) => number): number => summaries.reduce((sum, row) => sum + of(row), 0);
  return {
    nodes: total(({ nodes }) => nodes),
    bytes: total(({ bytes }) => bytes),
    ownBytes: total(({ ownBytes }) => ownBytes),
    arrayBufferBytes: total(({ arrayBufferBytes }) => arrayBufferBytes),
  };
}

function timersIn({ activeResources }: Pick<MemoryReading, 'activeResources'>): number {
  return activeResources['Timeout'] ?? 0;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
