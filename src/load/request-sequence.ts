import type { Scenario, ScenarioRequest } from './scenario.ts';
import { createRandom, shuffle } from './seeded-random.ts';
import { compileTemplate, isConstant, type Template, type TemplateContext } from './template.ts';

/** One request as it goes over the wire, its templates filled. */
export interface PreparedRequest {
  /** Place of its kind in `scenario.requests`. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** One endless sequence, shared by all connections and continued over all rounds of a run. */
export interface RequestSequence {
  readonly requests: readonly ScenarioRequest[];
  /** The one request that is sent again and again when there is one kind without placeholders; else null. */
  readonly constant: PreparedRequest | null;
  /** Deals the next request. */
  next(): PreparedRequest;
  /** A request of a given kind out of turn (preflight): it takes a number of its own, so unique ids stay unique. */
  prepare(index: number): PreparedRequest;
}

interface Prepared {
  readonly method: string;
  readonly path: Template;
  readonly headers: readonly (readonly [string, Template])[];
  readonly body: Template | null;
}

/**
 * The sequence of a scenario, equal for equal seeds. Kinds are dealt from a shuffled deck in which each kind has as
 * many cards as its weight, and the deck is shuffled anew when it is used up: counts follow the weights exactly after
 * each deck, so that a round's mix differs from the next one's by less than a deck. Dealing and filling have random
 * streams of their own: a changed body leaves the order of requests as it was.
 */
export function createSequence(scenario: Scenario): RequestSequence {
  const dealing = createRandom(scenario.seed);
  const filling = createRandom(scenario.seed ^ 0x9e3779b9);
  const compiled = scenario.requests.map(compileRequest);
  const cards = deckOf(scenario.requests.map((request) => request.weight));
  let hand: number[] = [];
  let seq = 0;
  const prepare = (index: number): PreparedRequest => fill(compiled[index]!, index, { seq: ++seq, random: filling });
  return {
    requests: scenario.requests,
    constant: scenario.requests.length === 1 && hasNoPlaceholders(scenario.requests[0]!) ? prepare(0) : null,
    prepare,
    next() {
      if (hand.length === 0) hand = shuffle(dealing, [...cards]);
      return prepare(hand.pop()!);
    },
  };
}

function hasNoPlaceholders({ path, headers, body }: ScenarioRequest): boolean {
  return [path, body ?? '', ...Object.values(headers)].every(isConstant);
}

function deckOf(weights: readonly number[]): number[] {
  const common = weights.reduce(greatestCommonDivisor);
  return weights.flatMap((weight, index) => new Array<number>(weight / common).fill(index));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function compileRequest(request: ScenarioRequest): Prepared {
  return {
    method: request.method,
    path: compileTemplate(request.path, { encode: true }),
    headers: Object.entries(request.headers)
      .filter(([name]) => !framingHeaders.has(name.toLowerCase()))
      .map(([name, value]) => [name, compileTemplate(value)] as const),
    body: request.body === null ? null : compileTemplate(request.body),
  };
}

/** Set by the client from what it really sends; a second copy makes servers refuse the request. */
const framingHeaders: ReadonlySet<string> = new Set(['connection', 'content-length', 'transfer-encoding']);

function fill(request: Prepared, index: number, context: TemplateContext): PreparedRequest {
  return {
    index,
    method: request.method,
    path: request.path(context),
    headers: Object.fromEntries(request.headers.map(([name, value]) => [name, value(context)])),
    body: request.body === null ? null : request.body(context),
  };
}
