import http from 'node:http';
import https from 'node:https';
import { GateError } from '../errors.ts';
import { assertLoopback, socketPathOf } from './is-loopback.ts';
import { createSequence, type PreparedRequest, type RequestSequence } from './request-sequence.ts';
import type { ScenarioRequest } from './scenario.ts';

/** One answer, as far as a person needs it to see what went wrong. */
export interface Answer {
  readonly status: number;
  /** At most 2000 bytes of the body, decoded. */
  readonly bodyStart: string;
}

export interface SendOnceOptions {
  /** Default 10 s. */
  readonly timeoutMs?: number;
  /** Where the request takes its unique ids from; without it they begin at 1, as in a run of their own. */
  readonly sequence?: RequestSequence;
  readonly signal?: AbortSignal;
}

const maxBodyStart = 2000;

/**
 * Sends one request of a scenario outside of the load, on a connection of its own, and returns the answer.
 * Throws `PREFLIGHT_FAILED` when there is none in time or its status is not among `expectStatus`.
 */
export async function sendOnce(
  origin: string,
  request: ScenarioRequest,
  options: SendOnceOptions = {},
): Promise<Answer> {
  assertLoopback(origin);
  const timeoutMs = options.timeoutMs ?? 10_000;
  const sequence = options.sequence ?? createSequence({ requests: [request], seed: 1 });
  const prepared = sequence.prepare(Math.max(0, sequence.requests.indexOf(request)));
  const answer = await exchange(origin, prepared, timeoutMs, options.signal).catch((error: NodeJS.ErrnoException) => {
    throw new GateError(
      'PREFLIGHT_FAILED',
      `${request.name} got no answer from ${origin}: ${error.code === 'ABORT_ERR' ? 'cancelled' : error.message}`,
      { hint: 'check that the service answers this request before a load is put on it', cause: error },
    );
  });
  if (!request.expectStatus.some(([from, to]) => answer.status >= from && answer.status <= to)) {
    throw unexpectedStatus(request, answer);
  }
  return answer;
}

function unexpectedStatus(request: ScenarioRequest, { status, bodyStart }: Answer): GateError {
  const expected = request.expectStatus.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
  const said = bodyStart === '' ? '' : `; it said: ${bodyStart.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
  return new GateError('PREFLIGHT_FAILED', `${request.name} was answered with ${status}, expected ${expected}${said}`, {
    hint: 'correct method, headers or body, or name the status with expect-status',
  });
}

function exchange(origin: string, request: PreparedRequest, timeoutMs: number, signal?: AbortSignal): Promise<Answer> {
  const { protocol } = new URL(origin);
  const { method, path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const sent = (protocol === 'https:' ? https : http).request(
      // The path goes as it is: a URL would rewrite it.
      {
        ...addressOf(origin),
        method,
        path,
        headers: { ...headers },
        agent: false,
        rejectUnauthorized: false,
        ...(signal && { signal }),
      },
      (response) => {
        let bodyStart = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          if (bodyStart.length < maxBodyStart) bodyStart = (bodyStart + text).slice(0, maxBodyStart);
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode!, bodyStart }));
      },
    );
    const deadline = setTimeout(() => sent.destroy(new Error(`timed out after ${timeoutMs / 1000} s`)), timeoutMs);
    sent.on('error', reject);
    sent.on('close', () => clearTimeout(deadline));
    sent.end(body ?? undefined);
  });
}

function addressOf(origin: string): { host: string; port: string } | { socketPath: string } {
  const socketPath = socketPathOf(origin);
  if (socketPath !== null) return { socketPath };
  const { hostname, port, protocol } = new URL(origin);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || (protocol === 'https:' ? '443' : '80') };
}
