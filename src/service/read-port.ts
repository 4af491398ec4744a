import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import { serviceExited, type WatchedProcess } from './explain-exit.ts';
import { isInspectorNoise, withoutEscapes, withTail } from './output-tail.ts';

/** Everything that a service has printed so far, as far as a port is looked for in it. */
export interface BootOutput {
  add(text: string): void;
  text(): string;
}

export interface ReadPortOptions {
  /** The port is its first group. */
  readonly pattern: RegExp;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const PAUSE_MS = 25;
/** A match that reaches to the end of the output may be cut in its digits; after so long nothing more is coming. */
const LAST_WORD_MS = 300;
const MOST_CHARS = 1024 * 1024;

/** Keeps the first MiB: a port is told at the beginning. */
export function createBootOutput(): BootOutput {
  let kept = '';
  return {
    add: (text) => {
      if (kept.length < MOST_CHARS) kept += text;
    },
    text: () => kept,
  };
}

/**
 * Waits until the output matches and gives the port. The first match counts, so that what the service prints later moves
 * nothing; what Node says about its inspector is no match. SERVICE_NOT_READY after `timeoutMs` or when the group is no
 * port, SERVICE_EXITED, CANCELLED.
 */
export async function readPort(output: BootOutput, service: WatchedProcess, options: ReadPortOptions): Promise<number> {
  const { pattern, timeoutMs, signal } = options;
  const beganMs = performance.now();
  let seen = { chars: 0, sinceMs: beganMs };
  for (;;) {
    const nowMs = performance.now();
    const raw = output.text();
    if (raw.length !== seen.chars) seen = { chars: raw.length, sinceMs: nowMs };
    const text = withoutInspector(withoutEscapes(raw));
    const match = pattern.exec(text);
    const isWhole =
      match !== null && (match.index + match[0].length < text.length || nowMs - seen.sinceMs > LAST_WORD_MS);
    if (isWhole) return parsePort(match[1] ?? '', pattern);
    const exit = service.hasExited();
    if (exit !== null) throw serviceExited(service, exit, `before ${pattern} found its port in the output`);
    if (nowMs - beganMs > timeoutMs) throw notTold(pattern, timeoutMs, service);
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {
      throw describeCancellation(signal);
    });
  }
}

function withoutInspector(output: string): string {
  return output
    .split('\n')
    .filter((line) => !isInspectorNoise(line))
    .join('\n');
}

function parsePort(text: string, pattern: RegExp): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new GateError(
    'SERVICE_NOT_READY',
    `The first group of ${pattern} matched '${text.slice(0, 40)}' in the output, expected a port from 1 to 65535.`,
    { hint: 'Put the brackets of port-pattern around the digits of the port alone.' },
  );
}

function notTold(pattern: RegExp, timeoutMs: number, service: WatchedProcess): GateError {
  const sentence = `No port matched ${pattern} in the output within ${timeoutMs / 1000} s.`;
  return new GateError('SERVICE_NOT_READY', withTail(sentence, service.outputTail()), {
    hint: 'Set port-pattern to what the service prints when it listens, with the digits in a group, or raise ready-timeout.',
  });
}
