import { setTimeout as delay } from 'node:timers/promises';
import { describeCancellation } from '../inspector/cancellation.ts';
import { socketPathOf } from '../load/is-loopback.ts';
import { checkPortFree, checkSocketFree } from './check-port-free.ts';
import { explainByExit } from './explain-exit.ts';
import { findServiceProcess } from './find-service-process.ts';
import { portOf, resolveLoopback } from './loopback.ts';
import { listMembers, rememberProcesses } from './process-tree.ts';
import { type BootOutput, createBootOutput, readPort } from './read-port.ts';
import type { RunningService } from './running-service.ts';
import { listensAt, placeOf } from './service-place.ts';
import { type StartedService, type StartOptions, startService } from './start-service.ts';
import { type ReadyOptions, waitUntilReady } from './wait-until-ready.ts';
import { signalInspectors, wakeInspectors } from './wake-inspectors.ts';

export interface ServiceOptions extends ReadyOptions {
  readonly source: StartOptions;
  /** Origin of the service; its port tells which process is measured. */
  readonly origin: string;
  /** The service chooses its port and prints it; it takes the place of those in origin and readyUrl. */
  readonly portPattern?: RegExp | null;
  /** Decoded pieces of stdout and stderr as they come, raw: never to be printed unguarded. */
  readonly onOutput?: (text: string) => void;
  /** How long the tree may take to end by itself after SIGTERM. Default 2 s. */
  readonly stopGraceMs?: number;
}

const STOP_GRACE_MS = 2000;
/** How long the port's owner may stay unknown after the ready URL has answered. */
const FIND_TIMEOUT_MS = 5000;
/** How long `body` may take to end by itself once the run is cancelled and the service gone. */
const BODY_GRACE_MS = 5000;

/**
 * Starts a service, finds its process, and runs `body` while it serves. Whatever happens (a throw, an abort at any time) the
 * whole process tree is gone when the promise settles. Throws BAD_OPTIONS (not loopback), PORT_TAKEN, SERVICE_EXITED,
 * SERVICE_NOT_READY, PROCESS_NOT_FOUND, CANCELLED or what the signal carries, else what `body` throws. A body that fails
 * because the service has exited is told as SERVICE_EXITED, see `explainByExit`.
 */
export async function withService<T>(
  options: ServiceOptions,
  body: (service: RunningService) => Promise<T>,
): Promise<T> {
  const { source, signal, stopGraceMs = STOP_GRACE_MS } = options;
  if (signal.aborted) throw describeCancellation(signal);
  await checkPlaces(options);
  const bootOutput = createBootOutput();
  const started = await startService(source, (text) => {
    bootOutput.add(text);
    options.onOutput?.(text);
  });
  // Not at the end of `body` only: a cancelled run has a few seconds before it is killed itself.
  const onAbort = (): void => void started.stop(stopGraceMs).catch(() => undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  let outcome: { readonly value: T } | { readonly thrown: unknown };
  try {
    if (signal.aborted) throw describeCancellation(signal);
    outcome = { value: await runWhileServing(options, { ...started, bootOutput }, stopGraceMs, body) };
  } catch (thrown) {
    outcome = { thrown: signal.aborted ? thrown : await explainByExit(started, thrown, 'while it was measured') };
  }
  signal.removeEventListener('abort', onAbort);
  try {
    await started.stop(stopGraceMs);
  } catch (stopFailed) {
    // The first failure is the one to tell; the other is its consequence or at least its successor.
    if ('value' in outcome) throw stopFailed;
  }
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.value;
}

async function checkPlaces(options: ServiceOptions): Promise<void> {
  const origin = new URL(options.origin);
  const ready = new URL(options.readyUrl);
  const [originAddresses, readyAddresses] = await Promise.all([
    resolveLoopback(origin, 'url'),
    resolveLoopback(ready, 'ready-url'),
  ]);
  if (options.portPattern != null) return;
  const path = socketPathOf(options.origin);
  if (path !== null) return await checkSocketFree(path);
  await checkPortFree(originAddresses, portOf(origin));
  if (portOf(ready) !== portOf(origin)) await checkPortFree(readyAddresses, portOf(ready));
}

async function runWhileServing<T>(
  options: ServiceOptions,
  started: StartedService & { readonly bootOutput: BootOutput },
  stopGraceMs: number,
  body: (service: RunningService) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const { origin, readyUrl } = await locate(options, started);
  await waitUntilReady({ ...options, readyUrl }, started);
  const place = placeOf(origin);
  const found = await findServiceProcess({
    inspectorUrls: started.inspectorUrls,
    place,
    timeoutMs: FIND_TIMEOUT_MS,
    wake: (known) => wakeInspectors(started.tree, known, signal),
    openAgain: (pids) => signalInspectors(started.tree, pids),
    signal,
  });
  // Not simply all candidates: a made-up announcement can lead to the inspector of somebody else's process.
  const members = new Set(listMembers(started.tree));
  const ours = found.candidates.filter(({ facts }) => members.has(facts.pid) || listensAt(facts, place));
  rememberProcesses(
    started.tree,
    ours.map(({ facts }) => facts.pid),
  );
  const service: RunningService = {
    command: options.source.command,
    process: found.chosen.facts,
    inspectorUrl: found.chosen.inspectorUrl,
    origin,
    serving: found.serving,
    servedByThread: found.servedByThread,
    silentWorkers: found.silentWorkers,
    owners: found.owners,
    candidates: found.candidates,
    inspectorUrls: started.inspectorUrls,
    startedAtMs: started.startedAtMs,
    exited: started.exited,
    hasExited: started.hasExited,
    outputTail: started.outputTail,
    stop: () => started.stop(stopGraceMs),
  };
  return await boundedAfterAbort(body(service), signal);
}

/** Where the service is, once it has told its port. */
async function locate(
  { origin, readyUrl, portPattern, readyTimeoutMs, signal }: ServiceOptions,
  started: StartedService & { readonly bootOutput: BootOutput },
): Promise<{ origin: string; readyUrl: string }> {
  if (portPattern == null) return { origin, readyUrl };
  const options = { pattern: portPattern, timeoutMs: readyTimeoutMs, signal };
  const port = await readPort(started.bootOutput, started, options);
  const given = portOf(new URL(origin));
  const moved = (text: string): string => {
    const url = new URL(text);
    // A health check on another port stays where it is.
    if (portOf(url) === given) url.port = String(port);
    return url.href;
  };
  return { origin: new URL(moved(origin)).origin, readyUrl: moved(readyUrl) };
}

/**
 * After an abort the service is stopped at once and `body` sees that; it may still give a value (what was captured so
 * far). One that does not end within 5 s is left behind, one that fails does so because of the abort.
 */
async function boundedAfterAbort<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const abandoned = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      delay(BODY_GRACE_MS, undefined, { signal: done.signal }).then(
        () => reject(describeCancellation(signal)),
        () => undefined,
      );
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([running, abandoned]);
  } catch (thrown) {
    throw signal.aborted ? describeCancellation(signal) : thrown;
  } finally {
    done.abort();
  }
}
