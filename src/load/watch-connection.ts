import type { EventEmitter } from 'node:events';
import type { LoadTally } from './load-tally.ts';
import type { PreparedRequest } from './request-sequence.ts';

/** What is used of autocannon 9's client (`lib/httpClient.js`), one per connection. */
export interface AutocannonClient extends EventEmitter {
  readonly parser: {
    readonly type: string;
    /** http-parser-js' slots: 2 is `kOnHeadersComplete`, 4 is `kOnMessageComplete`. */
    2: (head: AnswerHead) => unknown;
    4: () => unknown;
    reinitialize(type: string): void;
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
  client.on('response', (status: number) => {
    const request = state.inFlight;
    state.inFlight = null;
    if (request === null) return;
    tally.answered(request.index, status);
    options.onCount();
  });
  client.on('connError', (thrown: NodeJS.ErrnoException) => {
    error = thrown.code ?? thrown.message;
  });
  client.on('done', giveUpInFlight);
  reconnectWhenToldTo(client);
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
 * `maxRequestsPerSocket`), where it is swallowed: half of the amount is never delivered, without an error.
 */
function reconnectWhenToldTo(client: AutocannonClient): void {
  const doRequest = client._doRequest;
  let closing = false;
  client.on('headers', (head: AnswerHead) => {
    closing = !head.shouldKeepAlive;
  });
  client._doRequest = () => {
    const reconnect = closing && client.reqsMade < client.responseMax;
    closing = false;
    if (reconnect) client._resetConnection();
    else doRequest.call(client);
  };
}
