import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { PreparedRequest } from './compile-steps.ts';
import type { HttpConnection } from './http-connection.ts';
import type { End } from './load-end.ts';
import type { ClientManner } from './scenario.ts';

/** What became of one request. */
export type HttpAnswer =
  /** `body` is decoded, and empty unless it was asked for. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }
  /** Cut by this client, as its manner says. */
  | { readonly kind: 'aborted' }
  /** `resend`: the service had closed the kept-alive connection before it saw the request. */
  | { readonly kind: 'broken'; readonly reason: string; readonly resend: boolean }
  /** The load ended first. */
  | { readonly kind: 'stopped' };

export interface HttpPlan {
  readonly manner?: ClientManner | undefined;
  readonly wantBody: boolean;
  readonly timeoutMs: number;
  readonly end: Pick<End, 'onStop'>;
}

/** Pieces that a slow body is sent in. */
const pieces = 10;

/** Sends one request over a user's connection and waits for its end, whatever that is. Never throws. */
export function exchangeHttp(
  connection: HttpConnection,
  request: PreparedRequest,
  plan: HttpPlan,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    let sent: ClientRequest;
    try {
      sent = connection.begin(request);
    } catch (thrown) {
      resolve({ kind: 'broken', reason: (thrown as Error).message, resend: false });
      return;
    }
    const timers = new Set<NodeJS.Timeout>();
    let forget = (): void => {};
    const later = (ms: number, call: () => void): void => void timers.add(setTimeout(call, ms));
    const settle = (answer: HttpAnswer): void => {
      for (const timer of timers) clearTimeout(timer);
      forget();
      resolve(answer);
    };
    const cut = (answer: HttpAnswer): void => {
      settle(answer);
      sent.destroy();
    };
    forget = plan.end.onStop(() => cut({ kind: 'stopped' }));
    const limitMs = plan.timeoutMs + ownPaceMs(plan.manner);
    later(limitMs, () => cut({ kind: 'broken', reason: `timed out after ${limitMs / 1000} s`, resend: false }));
    let answered = false;
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const resend = sent.reusedSocket && error.code === 'ECONNRESET' && !answered;
      settle({ kind: 'broken', reason: error.code ?? error.message, resend });
    });
    sent.on('response', (response) => {
      answered = true;
      if (isAbort(plan.manner, 'receiving')) return cut({ kind: 'aborted' });
      receive(response, plan, later, settle);
    });
    send(sent, request.body, plan.manner, later, () => cut({ kind: 'aborted' }));
  });
}

function isAbort(manner: ClientManner | undefined, when: 'sending' | 'receiving'): boolean {
  return manner?.kind === 'abort' && manner.when === when;
}

/** What the client's own slowness adds to the time that a request may take. */
function ownPaceMs(manner: ClientManner | undefined): number {
  if (manner?.kind === 'slow') return manner.sendMs + manner.readMs;
  return manner?.kind === 'abort' && typeof manner.when === 'object' ? manner.when.afterMs : 0;
}

type Later = (ms: number, call: () => void) => void;

function send(
  sent: ClientRequest,
  body: PreparedRequest['body'],
  manner: ClientManner | undefined,
  later: Later,
  abort: () => void,
): void {
  const bytes = body === null ? null : Buffer.from(body);
  if (isAbort(manner, 'sending') && bytes !== null) {
    // Destroyed when the half has left, so that the service has seen a request that never ends.
    sent.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), abort);
    return;
  }
  if (manner?.kind === 'slow' && manner.sendMs > 0 && bytes !== null) {
    sendSlowly(sent, bytes, manner.sendMs, later);
    return;
  }
  if (manner?.kind === 'abort' && typeof manner.when === 'object') {
    const { afterMs } = manner.when;
    sent.on('finish', () => later(afterMs, abort));
  }
  sent.end(bytes ?? undefined);
}

function sendSlowly(sent: ClientRequest, bytes: Buffer, overMs: number, later: Later): void {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  let at = 0;
  const next = (): void => {
    sent.write(bytes.subarray(at, at + size));
    at += size;
    if (at < bytes.length) later(overMs / pieces, next);
    else sent.end();
  };
  // The headers go at once and the body begins to follow after the first wait.
  sent.flushHeaders();
  later(overMs / pieces, next);
}

function receive(response: IncomingMessage, plan: HttpPlan, later: Later, settle: (answer: HttpAnswer) => void): void {
  const chunks: Buffer[] = [];
  response.on('error', (error: NodeJS.ErrnoException) => {
    settle({ kind: 'broken', reason: `${error.code ?? error.message} in the middle of the answer`, resend: false });
  });
  response.on('end', () => {
    const { statusCode: status = 0, headers } = response;
    const body = plan.wantBody ? decode(Buffer.concat(chunks), headers['content-encoding']) : '';
    settle({ kind: 'answer', status, headers, body });
  });
  const read = (): void => {
    if (plan.wantBody) response.on('data', (chunk: Buffer) => chunks.push(chunk));
    else response.resume();
  };
  const { manner } = plan;
  if (manner?.kind === 'slow' && manner.readMs > 0) later(manner.readMs, read);
  else read();
}

function decode(bytes: Buffer, encoding: string | undefined): string {
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(bytes).toString();
    if (encoding === 'br') return brotliDecompressSync(bytes).toString();
    if (encoding === 'deflate') return inflateSync(bytes).toString();
  } catch {
    // Not what it says it is: a check then shows its bytes as they came.
  }
  return bytes.toString();
}
