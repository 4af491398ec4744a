import { type CompiledStep, compileSteps, isConstantRequest, type PreparedRequest } from './compile-steps.ts';
import { type CountedRow, countedRows, type Scenario } from './scenario.ts';
import { createRandom, createRandomStream, type RandomStream, shuffle } from './seeded-random.ts';

/** One request of the scenario that was dealt: what it is, and what its templates are filled from. */
export interface Turn extends Ticket {
  /** Place in `Scenario.requests`. */
  readonly request: number;
}

/** What templates are filled from, saved values aside. */
export interface Ticket {
  /** Counted from 1 over the whole run; with a corpus from 1 to its size, again and again. */
  readonly seq: number;
  /** A stream of its own, so that turns which run side by side are filled alike in every run. */
  readonly random: RandomStream;
}

/** One endless sequence, shared by all connections and continued over all rounds of a run. */
export interface RequestSequence {
  readonly scenario: Scenario;
  readonly rows: readonly CountedRow[];
  /** By place in `Scenario.requests`. */
  readonly steps: readonly (readonly CompiledStep[])[];
  /** The one request that is sent again and again when there is one kind without placeholders; else null. */
  readonly constant: PreparedRequest | null;
  /** Deals the next turn. */
  deal(): Turn;
  /** For what is sent out of turn (preflight, set-up): it takes a number of its own, so unique ids stay unique. */
  draw(): Ticket;
  /** A round begins: a corpus starts anew. */
  beginRound(): void;
  /** The requests of these names. Their numbers go on where all others' stopped: with those of before, the service would know their ids. */
  only(names: readonly string[]): RequestSequence;
}

/** The last numbers that were given out. */
interface Numbers {
  dealt: number;
  drawn: number;
}

/**
 * The sequence of a scenario, equal for equal seeds. Requests are dealt from a shuffled deck in which each has as many
 * cards as its weight, and the deck is shuffled anew when it is used up: counts follow the weights exactly after each
 * deck, so that a round's mix differs from the next one's by less than a deck. Dealing and filling have random streams
 * of their own: a changed body leaves the order of requests as it was.
 */
export function createSequence(scenario: Scenario): RequestSequence {
  return sequenceFrom(scenario, { dealt: 0, drawn: scenario.corpus ?? 0 });
}

function sequenceFrom(scenario: Scenario, last: Numbers): RequestSequence {
  const { requests, seed, corpus = null } = scenario;
  const rows = countedRows(scenario);
  const deck = createDeck(
    requests.map(({ weight }) => weight),
    seed,
  );
  // Positions of the corpus, dealt once; what is drawn out of turn is numbered behind it.
  const positions = corpus === null ? null : Array.from({ length: corpus }, deck);
  let place = 0;
  const ticket = (number: number): Ticket => ({ seq: number, random: createRandomStream(seed, number) });
  const steps = requests.map((request, place) =>
    compileSteps(request.kind === 'flow' ? request.steps : [request], (exchange) => {
      const index = rows.findIndex((row) => row.request === place && row.exchange === exchange);
      return { index, name: rows[index]!.name };
    }),
  );
  return {
    scenario,
    rows,
    steps,
    constant: constantOf(scenario, steps),
    deal() {
      if (positions === null) return { request: deck(), ...ticket(++last.dealt) };
      const at = place++ % positions.length;
      return { request: positions[at]!, ...ticket(at + 1) };
    },
    draw: () => ticket(positions === null ? ++last.dealt : ++last.drawn),
    beginRound() {
      place = 0;
    },
    only: (names) => sequenceFrom({ ...scenario, requests: requests.filter(({ name }) => names.includes(name)) }, last),
  };
}

function constantOf({ requests }: Scenario, steps: RequestSequence['steps']): PreparedRequest | null {
  const [request, ...others] = requests;
  const [step] = steps[0] ?? [];
  if (request?.kind !== 'http' || others.length > 0 || step?.kind !== 'http' || !isConstantRequest(request))
    return null;
  return step.fill({ seq: 1, random: createRandom(1) });
}

/** Deals places in `weights`, for ever. */
function createDeck(weights: readonly number[], seed: number): () => number {
  const random = createRandom(seed);
  const common = weights.reduce(greatestCommonDivisor);
  const cards = weights.flatMap((weight, index) => new Array<number>(weight / common).fill(index));
  let hand: number[] = [];
  return () => {
    if (hand.length === 0) hand = shuffle(random, [...cards]);
    return hand.pop()!;
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Fills the one exchange of a request that is no flow. */
export function prepareSingle(
  sequence: RequestSequence,
  turn: Turn,
  saved?: ReadonlyMap<string, string>,
): PreparedRequest {
  const step = sequence.steps[turn.request]?.[0];
  if (step === undefined || step.kind === 'think' || step.kind === 'close')
    throw new TypeError('a flow has no single request');
  return step.fill({ seq: turn.seq, random: turn.random, ...(saved && { saved }) });
}
