/** What is sent: one sequence of requests shared by all connections, repeatable from its seed. */
export interface Scenario {
  readonly requests: readonly ScenarioRequest[];
  readonly seed: number;
  /** So many different requests, replayed in the same order from the beginning of each round; absent or null: never. */
  readonly corpus?: number | null;
  /** What is sent beside the load and never counted into its amount. */
  readonly around?: Surroundings;
}

/** Steps that frame each round, so that what a round needs is freed before the snapshot that follows it. */
export interface Surroundings {
  /** Once before each round; what it saves, all requests may use. */
  readonly setUp: readonly Step[];
  /** By each user (one a connection) when the round begins; what it saves, and its cookies, the user's requests use. */
  readonly logIn: readonly Step[];
  readonly logOut: readonly Step[];
  /** Once after each round. */
  readonly cleanUp: readonly Step[];
}

/** What the load deals by weight: one exchange, or several that belong together. */
export type ScenarioRequest = (Exchange | Flow) & Share;

interface Share {
  /** Relative share of the sequence, a whole number ≥ 1. */
  readonly weight: number;
  /** At most so many begin per second over all connections; absent or null: no limit of its own. */
  readonly rate?: number | null;
}

/** Steps of one user, one after the other, with cookies and saved values of their own. */
export interface Flow {
  readonly kind: 'flow';
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Step = Exchange | Think | Close;

/** What is counted: one request with its answer, or one session that is opened. Texts are templates. */
export type Exchange = HttpExchange | WebSocketExchange | EventStreamExchange;

/** A pause of the user. */
export interface Think {
  readonly kind: 'think';
  readonly ms: number;
}

/** Ends a session that an earlier step keeps open. */
export interface Close {
  readonly kind: 'close';
  readonly session: string;
}

interface Addressed {
  /** How reports name it, e.g. `POST /login`. Unique within a scenario, or within its flow. */
  readonly name: string;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpExchange extends Addressed {
  readonly kind: 'http';
  readonly method: string;
  readonly body: RequestBody;
  /** Inclusive ranges of status codes that count as success, e.g. `[[200, 399]]`. */
  readonly expectStatus: StatusRanges;
  readonly expectBody?: readonly BodyCheck[];
  readonly save?: readonly Save[];
  readonly client?: ClientManner;
}

export type StatusRanges = readonly (readonly [number, number])[];

export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  /** JSON with templates inside its strings; what fills them is escaped. */
  | { readonly kind: 'json'; readonly text: string }
  /** `application/x-www-form-urlencoded`; values are templates. */
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }
  /** Sent as they are; `file`: where they were read, absolute. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly file: string }
  | { readonly kind: 'multipart'; readonly parts: readonly Part[] };

export interface Part {
  readonly name: string;
  readonly filename: string | null;
  readonly contentType: string | null;
  /** A template, or a file's bytes. */
  readonly content: string | Uint8Array;
  /** Where the bytes were read, absolute. */
  readonly file?: string;
}

/** What an answer's body (or, of a session, one of its messages) must be. */
export type BodyCheck =
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'matches'; readonly pattern: string }
  /** `value` is JSON; a text in it is a template. */
  | { readonly kind: 'json'; readonly path: string; readonly value: unknown }
  /** GraphQL answers 200 with a list `errors` when it failed. */
  | { readonly kind: 'no-graphql-errors' };

/** A value taken from an answer, for later steps as `{{name}}`. */
export interface Save {
  readonly name: string;
  readonly from:
    | { readonly kind: 'json'; readonly path: string }
    | { readonly kind: 'header'; readonly header: string }
    | { readonly kind: 'cookie'; readonly cookie: string }
    | { readonly kind: 'body' }
    /** The first group of the pattern, or all that it matches. */
    | { readonly kind: 'pattern'; readonly pattern: string };
}

/** How the client behaves; absent: like any other. */
export type ClientManner =
  /** Cuts the connection with half of the body sent, with the answer begun, or so long after sending all. */
  | { readonly kind: 'abort'; readonly when: 'sending' | 'receiving' | { readonly afterMs: number } }
  /** Sends its body in pieces over so long; leaves the answer unread for so long. */
  | { readonly kind: 'slow'; readonly sendMs: number; readonly readMs: number };

export interface WebSocketExchange extends Addressed, Session {
  readonly kind: 'websocket';
  readonly subprotocol: string | null;
  /** Sent one after the other when the session is open. */
  readonly send: readonly Message[];
  /** Closes in good order, or cuts the connection. */
  readonly ending: 'close' | 'abort';
}

/** What is sent over a WebSocket, or waited for before the next is sent. */
export type Message =
  /** A template. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly base64: string }
  /** A message from the service that passes all checks. */
  | { readonly kind: 'wait'; readonly checks: readonly BodyCheck[] };

/** Server-sent events. */
export interface EventStreamExchange extends Addressed, Session {
  readonly kind: 'events';
}

interface Session {
  /** So many messages (or events) are waited for. */
  readonly expectMessages: number;
  /** One of the messages that came must pass them all. */
  readonly expectBody?: readonly BodyCheck[];
  /** Stays open under this name until a `close` step or the end of the flow; null: ended at once. */
  readonly keepAs: string | null;
}

/** The rows that a load counts, in order: each exchange of each request. */
export interface CountedRow {
  readonly name: string;
  /** Place in `Scenario.requests`. */
  readonly request: number;
  readonly exchange: Exchange;
}

/** Every exchange of the load with the name that it is counted under; those of a flow stand behind its name. */
export function countedRows({ requests }: Pick<Scenario, 'requests'>): CountedRow[] {
  return requests.flatMap((request, index): CountedRow[] =>
    request.kind === 'flow'
      ? exchangesOf(request.steps).map((exchange) => ({
          name: `${request.name} › ${exchange.name}`,
          request: index,
          exchange,
        }))
      : [{ name: request.name, request: index, exchange: request }],
  );
}

/** Of each kind of request by name: its part of the exchanges of a load, 0 to 1. */
export function sharesOf({ requests }: Pick<Scenario, 'requests'>): Map<string, number> {
  const exchanges = requests.map((request) => request.weight * countedRows({ requests: [request] }).length);
  const all = exchanges.reduce((sum, each) => sum + each, 0);
  return new Map(requests.map(({ name }, i) => [name, exchanges[i]! / all]));
}

export function exchangesOf(steps: readonly Step[]): Exchange[] {
  return steps.filter((step) => step.kind !== 'think' && step.kind !== 'close');
}

/** One whole request with a text as its body and the usual expectations. */
export function plainRequest(
  request: Pick<HttpExchange, 'method' | 'path'> & {
    readonly headers?: HttpExchange['headers'];
    readonly body?: string | null;
    readonly weight?: number;
    readonly expectStatus?: StatusRanges;
  },
): HttpExchange & Share {
  const { method, path, headers = {}, body = null, weight = 1, expectStatus = [[200, 399]] } = request;
  return {
    kind: 'http',
    name: `${method} ${path}`,
    method,
    path,
    headers,
    body: body === null ? { kind: 'none' } : { kind: 'text', text: body },
    expectStatus,
    weight,
  };
}

export const nothingAround: Surroundings = { setUp: [], logIn: [], logOut: [], cleanUp: [] };
