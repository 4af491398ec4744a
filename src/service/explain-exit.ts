import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { withTail } from './output-tail.ts';
import type { ProcessExit } from './start-service.ts';

/** What is known of a start command that may have ended. */
export interface WatchedProcess {
  /** As a sentence begins with it; absent: the start command. */
  readonly called?: string;
  readonly startedAtMs: number;
  readonly exited: Promise<ProcessExit>;
  hasExited(): ProcessExit | null;
  outputTail(): string;
}

const EXIT_FOLLOWS_MS = 500;

/**
 * The reason behind a failure: a dropped inspector or failed requests are often only how the service's end shows. When the
 * start command ends within half a second of it, that is told (SERVICE_EXITED, with code and last output; what was thrown
 * is the cause), else what was thrown comes back. `whileDoing` ends the sentence, e.g. `while it was measured`.
 */
export async function explainByExit(service: WatchedProcess, thrown: unknown, whileDoing: string): Promise<unknown> {
  if (!(thrown instanceof GateError) || !MAY_BE_AN_EXIT.has(thrown.code)) return thrown;
  const waiting = new AbortController();
  const exit = await Promise.race([
    service.exited,
    delay(EXIT_FOLLOWS_MS, null, { signal: waiting.signal }).catch(() => null),
  ]);
  waiting.abort();
  return exit === null ? thrown : serviceExited(service, exit, whileDoing, thrown);
}

const MAY_BE_AN_EXIT = new Set(['INSPECTOR_FAILED', 'LOAD_FAILED', 'PREFLIGHT_FAILED', 'PROCESS_NOT_FOUND']);

/** SERVICE_EXITED in words. */
export function serviceExited(
  service: WatchedProcess,
  exit: ProcessExit,
  whileDoing: string,
  cause?: unknown,
): GateError {
  const seconds = ((performance.now() - service.startedAtMs) / 1000).toFixed(1);
  const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
  const tail = service.outputTail();
  return new GateError(
    'SERVICE_EXITED',
    withTail(
      `${service.called ?? 'The start command'} ${how} after ${seconds} s, ${whileDoing}; expected it to keep running.`,
      tail,
    ),
    {
      hint: /heap out of memory/.test(tail)
        ? 'It ran out of memory: raise its limit (NODE_OPTIONS=--max-old-space-size=…), or lower the load.'
        : `Run ${service.called === undefined ? 'the start command' : 'it'} by hand in the working directory; it has to stay in the foreground while it serves.`,
      cause,
    },
  );
}
