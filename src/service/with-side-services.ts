import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import type { SideService } from '../options/gate-options.ts';
import { accepts, acceptsAtPath, checkPortFree } from './check-port-free.ts';
import { serviceExited, type WatchedProcess } from './explain-exit.ts';
import { hostOf, resolveLoopback } from './loopback.ts';
import { withTail } from './output-tail.ts';
import { type StartedService, startService } from './start-service.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface SideServicesOptions {
  readonly services: readonly SideService[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** For each of them. */
  readonly readyTimeoutMs: number;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

const STOP_GRACE_MS = 2000;
const PAUSE_MS = 50;

/**
 * Brings up what the service needs, one after the other in the given order, runs `body`, and ends what was started in the
 * reverse order, whatever happens. None of them is measured. Throws PORT_TAKEN, SERVICE_NOT_READY, SERVICE_EXITED or
 * CANCELLED, each with the side service's own command or address, else what `body` throws.
 */
export async function withSideServices<T>(options: SideServicesOptions, body: () => Promise<T>): Promise<T> {
  const started: StartedService[] = [];
  try {
    for (const service of options.services) await bringUp(service, options, started);
    return await body();
  } finally {
    await stopAll(started);
  }
}

/** One that cannot be stopped must not keep the others alive. */
async function stopAll(started: readonly StartedService[]): Promise<void> {
  const failures: unknown[] = [];
  for (const each of started.toReversed()) await each.stop(STOP_GRACE_MS).catch((thrown) => failures.push(thrown));
  if (failures.length > 0) throw failures[0];
}

async function bringUp(
  { command, address }: SideService,
  { workingDirectory, readyTimeoutMs, onOutput, signal }: SideServicesOptions,
  started: StartedService[],
): Promise<void> {
  if (signal.aborted) throw describeCancellation(signal);
  const url = new URL(address);
  if (command === null) return await waitFor(url, null, readyTimeoutMs, signal);
  if (url.protocol !== 'unix:') await checkPortFree(await resolveLoopback(url, 'services'), portOfAddress(url));
  const side = await startService({ command, workingDirectory, inspector: false }, onOutput);
  started.push(side);
  await waitFor(url, { ...side, called: `The command '${command}' of services` }, readyTimeoutMs, signal);
}

/** An http address must answer at all, the others accept a connection. */
async function waitFor(url: URL, side: WatchedProcess | null, timeoutMs: number, signal: AbortSignal): Promise<void> {
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    const anyAnswer = { readyUrl: url.href, readyTimeoutMs: timeoutMs, isReady: () => true, signal };
    return await waitUntilReady(anyAnswer, side);
  }
  const deadline = performance.now() + timeoutMs;
  while (!(await isAccepting(url))) {
    const exit = side?.hasExited() ?? null;
    if (side !== null && exit !== null) throw serviceExited(side, exit, `before ${url.href} accepted a connection`);
    if (performance.now() > deadline) throw neverUp(url, side, timeoutMs);
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {
      throw describeCancellation(signal);
    });
  }
}

function isAccepting(url: URL): Promise<boolean> {
  return url.protocol === 'unix:'
    ? acceptsAtPath(fileURLToPath(`file://${url.pathname}`))
    : accepts(hostOf(url), portOfAddress(url));
}

function portOfAddress(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

function neverUp(url: URL, side: WatchedProcess | null, timeoutMs: number): GateError {
  const sentence = `The side service at ${url.href} did not accept a connection within ${timeoutMs / 1000} s.`;
  return new GateError('SERVICE_NOT_READY', side === null ? sentence : withTail(sentence, side.outputTail()), {
    hint: 'Correct its address in services, start it before leakgate does, or raise ready-timeout.',
  });
}
