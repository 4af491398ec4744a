import type { EventEmitter } from 'node:events';
import type { PreparedRequest } from './compile-steps.ts';
import type { LoadTally } from './load-tally.ts';

/** What is used of autocannon 9's client (`lib/httpClient.js`), one per connection. */
export interface AutocannonClient extends EventEmitter {
  readonly parser: {
    readonly type: string;
    /** http-parser-js' slots: 2 is `kOnHeadersComplete`, 4 is `kOnMessageComplete`. */
    2: (head: AnswerHead) => unknown;
    4: () => unknown;
    reinitialize(type: string): void;
  };
  readonly requestIterator: {
    /** Called with each answer's body before `response` is emitted. */
    recordBody(request: unknown, status: number, body: string, headers: unknown): void;
  };
  readonly responseMax: number;
  readonly reqsMade: number;
  _doRequest(): void;
  _resetConnection(): void;
}

interface AnswerHead {
  readonly statusCode: number;
  readonly shouldKeepAlive: boolean;
}

/** What one connection does just now. */
export interface ConnectionState {
  /** Sent and not yet answered. */
  inFlight: PreparedRequest | null;
}

export interface WatchOptions {
  readonly tally: LoadTally;
  readonly timeoutMs: number;
  /** Requests after which the connection is closed and a new one made; null: never. */
  readonly reconnectEvery: number | null;
  /** Why an answer's body is not what was expected, or null; null where no request has a check. */
  readonly checkBody: ((index: number, body: string) => string | null) | null;
  /** From then on a request in flight is neither failed nor lost: the load itself cut it. */
  readonly isStopping: () => boolean;
  /** The connection that asks for its next request; autocannon's `setupRequest` does not say. */
  readonly onTurn: (state: ConnectionState) => void;
  /** Something was counted. */
  readonly onCount: () => void;
}

/**
 * Follows one connection: which request is in flight, and what becomes of it. autocannon reports answers, errors and
 * timeouts per connection but not per request, and nothing at all of requests that a closed connection swallowed;
 * here each request that was sent ends as answered, broken off or lost. Called in `setupClient`, before the first
 * request (which autocannon has built already) is written.
 */
export function watchConnection(client: AutocannonClient, first: PreparedRequest, options: WatchOptions): void {
  const { tally } = options;
  const state: ConnectionState = { inFlight: null };
  let sentAtMs = 0;
  let error: string | null = null;
  let isFirst = true;

  const giveUpInFlight = (): void => {
    const request = state.inFlight;
    const reason = error;
    error = null;
    if (request === null || options.isStopping()) return;
    state.inFlight = null;
    // Half an answer may be in the parser.
    client.parser.reinitialize(client.parser.type);
    if (reason !== null) tally.brokeOff(request.index, reason);
    else if (performance.now() - sentAtMs >= options.timeoutMs - 50) {
      tally.brokeOff(request.index, `timed out after ${options.timeoutMs / 1000} s`);
    } else tally.lost++;
    options.onCount();
  };

  client.on('request', () => {
    giveUpInFlight();
    sentAtMs = performance.now();
    if (isFirst) {
      repairParser(client, state);
      state.inFlight = first;
    } else options.onTurn(state);
    isFirst = false;
  });
  let body = '';
  if (options.checkBody !== null) {
    client.requestIterator.recordBody = (_request, _status, text) => {
      body = text;
    };
  }
  client.on('response', (status: number) => {
    const request = state.inFlight;
    state.inFlight = null;
    if (request === null) return;
    tally.answered(request.index, status, options.checkBody?.(request.index, body) ?? null);
    options.onCount();
  });
  client.on('connError', (thrown: NodeJS.ErrnoException) => {
    error = thrown.code ?? thrown.message;
  });
  client.on('done', giveUpInFlight);
  reconnectWhenDue(client, options.reconnectEvery);
}

/** The client waits for the body of an answer to HEAD, and takes `103 Early Hints` for the answer. */
function repairParser(client: AutocannonClient, state: ConnectionState): void {
  const { parser } = client;
  const onHead = parser[2];
  const onComplete = parser[4];
  let interim = false;
  parser[2] = (head) => {
    interim = head.statusCode < 200 && head.statusCode !== 101;
    if (!interim) onHead(head);
    return state.inFlight?.method === 'HEAD';
  };
  parser[4] = () => {
    if (!interim) onComplete();
  };
}

/**
 * The client writes its next request onto a connection that the service has announced to close (`Connection: close`,
 * `maxRequestsPerSocket`), where it is swallowed: half of the amount is never delivered, without an error. Its own
 * `reconnectRate` forgets the answer on which it reconnects, so that is done here as well.
 */
function reconnectWhenDue(client: AutocannonClient, every: number | null): void {
  const doRequest = client._doRequest;
  let closing = false;
  let sent = 0;
  client.on('headers', (head: AnswerHead) => {
    closing = !head.shouldKeepAlive;
  });
  client._doRequest = () => {
    const due = closing || (every !== null && sent >= every);
    closing = false;
    if (due && client.reqsMade < client.responseMax) {
      // Its connecting asks for this request again.
      sent = 0;
      client._resetConnection();
    } else {
      sent++;
      doRequest.call(client);
    }
  };
}
