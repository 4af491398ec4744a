import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import { socketPathOf } from '../load/is-loopback.ts';
import { serviceExited, type WatchedProcess } from './explain-exit.ts';
import { withTail } from './output-tail.ts';

export interface ReadyOptions {
  readonly readyUrl: string;
  readonly readyTimeoutMs: number;
  /** Which status means ready. Default 200–399. */
  readonly isReady?: (status: number) => boolean;
  readonly signal: AbortSignal;
}

/** What the ready URL did so far, for the sentence. */
interface Attempts {
  statuses: Map<number, number>;
  lastError: string | null;
  everConnected: boolean;
}

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

/**
 * Asks the ready URL until it answers as expected. Races that against the process's exit (SERVICE_EXITED), the deadline
 * (SERVICE_NOT_READY) and the signal (CANCELLED); the sentence says which won, and ends with the last of its output.
 * Each attempt uses a connection of its own and leaves none behind. Certificates of the service are not verified:
 * it is on loopback.
 */
export async function waitUntilReady(options: ReadyOptions, service: WatchedProcess | null): Promise<void> {
  const { signal, readyTimeoutMs, isReady = (status) => status >= 200 && status < 400 } = options;
  if (signal.aborted) throw describeCancellation(signal);
  const attempts: Attempts = { statuses: new Map(), lastError: null, everConnected: false };
  // Ends the losers: the attempt under way and the pause.
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notReady(options, attempts, service)), readyTimeoutMs);
  });
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(describeCancellation(signal)), { once: true, signal: over.signal });
  });
  const exited =
    service === null
      ? cancelled
      : service.exited.then((exit) =>
          Promise.reject(serviceExited(service, exit, `before ${options.readyUrl} answered`)),
        );
  exited.catch(() => undefined);
  try {
    await Promise.race([askUntilReady(options.readyUrl, isReady, attempts, over.signal), late, cancelled, exited]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
  // Answered, but by whom? The exit may have been on its way.
  const exit = service?.hasExited() ?? null;
  if (exit !== null && service !== null) throw serviceExited(service, exit, `before ${options.readyUrl} answered`);
}

async function askUntilReady(
  url: string,
  isReady: (status: number) => boolean,
  attempts: Attempts,
  over: AbortSignal,
): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !over.aborted; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    try {
      const status = await askStatus(url, over, () => {
        attempts.everConnected = true;
        // Refused before it listened: no reason why it does not answer now.
        attempts.lastError = null;
      });
      attempts.statuses.set(status, (attempts.statuses.get(status) ?? 0) + 1);
      if (isReady(status)) return;
    } catch (thrown) {
      if (over.aborted) return;
      attempts.lastError = describeFailure(thrown);
    }
    await delay(pauseMs, undefined, { signal: over }).catch(() => undefined);
  }
}

/** One GET on a connection of its own; the body is not read. */
function askStatus(url: string, signal: AbortSignal, onConnected: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const socketPath = socketPathOf(url);
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      socketPath === null ? target : new URL(`http://localhost${target.pathname}${target.search}`),
      {
        ...(socketPath !== null && { socketPath }),
        agent: false,
        rejectUnauthorized: false,
        signal,
        headers: { connection: 'close' },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.once('socket', (socket) => socket.once('connect', onConnected));
    request.once('error', reject);
    request.end();
  });
}

function describeFailure(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return code ?? message;
}

function notReady(options: ReadyOptions, attempts: Attempts, service: WatchedProcess | null): GateError {
  const sentence = `The service was not ready within ${options.readyTimeoutMs / 1000} s: ${options.readyUrl} ${describeAttempts(attempts)}.`;
  return new GateError('SERVICE_NOT_READY', service === null ? sentence : withTail(sentence, service.outputTail()), {
    hint: hintFor(attempts),
  });
}

function describeAttempts({ statuses, lastError, everConnected }: Attempts): string {
  if (statuses.size > 0) {
    const seen = [...statuses].map(([status, times]) => `${status} (${times} times)`).join(', ');
    return `answered ${seen}, never with a status that means ready`;
  }
  if (everConnected) return `accepted connections and never answered${lastError === null ? '' : ` (${lastError})`}`;
  return `never accepted a connection${lastError === null ? '' : ` (${lastError})`}`;
}

function hintFor({ statuses, everConnected }: Attempts): string {
  if (statuses.size > 0)
    return 'Set ready-url to a path that answers 2xx or 3xx once the service is up, or raise ready-timeout.';
  if (everConnected)
    return 'The service accepts connections and does not answer: look for what its start-up waits for, or raise ready-timeout.';
  return 'Check that url names the host and port that the service listens on, or raise ready-timeout.';
}
