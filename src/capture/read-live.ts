import { GateError } from '../errors.ts';
import type { InspectorSession } from '../inspector/inspector-session.ts';
import type { LiveNumbers, NamedNumber } from '../inspector/live-numbers.ts';
import type { PendingTimer } from '../inspector/pending-timers.ts';
import { ENTRIES_OF_ARRAY } from '../inspector/watched-sizes.ts';

/** Looking an object up by its id costs V8 a walk over the heap. */
const MEMBERS_ASKED = 2;
/** Node's own short timers (the cached Date header) do not release anything. */
const SHORTEST_MS = 1_100;

const READ_TIMER = `function () {
  return { delayMs: Number(this._idleTimeout), repeats: this._repeat !== null && this._repeat !== undefined, pending: this._destroyed !== true && this._idleTimeout > 0 };
}`;

/** Entries of a collection; listeners of an emitter or target; links of a chain that `links` lead along; own keys of all else. */
const READ_SIZE = `function (links) {
  // By what they are: Node's own safe collections have no prototype in common with Map and Set.
  for (const { prototype } of [Map, Set]) {
    try { return Object.getOwnPropertyDescriptor(prototype, 'size').get.call(this); } catch {}
  }
  if (Array.isArray(this)) return (${ENTRIES_OF_ARRAY})(this);
  if (typeof this === 'string' || this instanceof String) return this.length;
  if (typeof this.eventNames === 'function' && typeof this.listenerCount === 'function')
    return this.eventNames().reduce((sum, name) => sum + this.listenerCount(name), 0);
  const kEvents = typeof EventTarget === 'function' && this instanceof EventTarget
    ? Object.getOwnPropertySymbols(this).find((symbol) => symbol.description === 'kEvents') : undefined;
  if (kEvents !== undefined) {
    let listeners = 0;
    for (const root of this[kEvents].values()) for (let each = root.next; each; each = each.next) listeners++;
    return listeners;
  }
  if (links.length > 0) {
    let count = 0;
    for (let each = this, at = 0; typeof each === 'object' && each !== null && count < 1e6; at++) {
      each = each[links[Math.min(at, links.length - 1)]];
      if (each === this) break;
      if (typeof each === 'object' && each !== null) count++;
    }
    return count;
  }
  return Object.keys(this).length;
}`;

/** Names that declare a limit on a number of entries; `_maxListeners` and `highWaterMark` are none. */
const BOUND_NAME =
  /^[#_]?(max|maxSize|maxEntries|maxItems|maxKeys|maxLength|maxElements|maxCacheSize|maxCount|maxCached|maxRecords|maxNodes|maxSlots|maxRows|maxPages|maxBuckets|maxObjects|maxValues|sizeLimit|lruSize|lruMax|limit|capacity|cacheSize)$/i;
/** Names that declare a limit on what entries weigh in all. */
const WEIGHT_NAME = /^[#_]?(max|maximum)?(total|cache)?(bytes|weight|cost|memory)(limit|budget)?$|^[#_]?budget$/i;
const EXPIRY_NAME = /^[#_]?(expires?|expiresAt|expiry|expireAt|expiration|expiresOn|validUntil|deadline)$/i;
const TTL_NAME = /^[#_]?(ttl|ttlMs|maxAge|maxAgeMs|stdTTL|timeToLive|windowMs)$/i;

/** A live container that is held so that its size can be read again and again. */
export interface HeldContainer {
  /** Entries, or objects along its links; null where it does not say. */
  size(): Promise<number | null>;
  release(): Promise<void>;
}

/** null for one that is gone. */
export async function holdContainer(
  session: InspectorSession,
  nodeId: number,
  links: readonly string[],
): Promise<HeldContainer | null> {
  const held = await ifStillThere(() => session.hold(nodeId));
  return held && { size: () => ifStillThere(() => held.call<number>(READ_SIZE, [links])), release: held.release };
}

/** Pending timers among the nodes; a few stand for all. */
export async function readTimers(session: InspectorSession, nodeIds: readonly number[]): Promise<PendingTimer[]> {
  const timers: PendingTimer[] = [];
  for (const nodeId of nodeIds.slice(0, MEMBERS_ASKED)) {
    const timer = await ifStillThere(() =>
      session.callOnHeapObject<PendingTimer & { pending: boolean }>(nodeId, READ_TIMER),
    );
    if (timer?.pending === true && Number.isFinite(timer.delayMs)) {
      timers.push({ delayMs: timer.delayMs, repeats: timer.repeats });
    }
  }
  return timers;
}

/** The longest delay that is worth waiting for, up to `longestMs`, or null. */
export function longestWait(timers: readonly PendingTimer[], longestMs: number): number | null {
  const delays = timers.map((timer) => timer.delayMs).filter((ms) => ms >= SHORTEST_MS && ms <= longestMs);
  return delays.length === 0 ? null : Math.max(...delays);
}

/** What a growing container and its content declare about how long it may grow. */
export interface Declarations {
  /** A limit on a number of entries, in a property, a private field or behind a getter (lru-cache's minified `max`). */
  readonly bound: { readonly property: string; readonly limit: number } | null;
  /** How long the content lives, ms: an expiry date of its own or a holder's time to live; null: none, or a longer one than asked for. */
  readonly expiry: { readonly what: string; readonly delayMs: number } | null;
}

/** `numbers`: asks each object once, however many growing paths lead to it. `longestMs`: of an expiry that is worth waiting for. */
export async function readDeclarations(
  numbers: NumberReader,
  declarerIds: readonly number[],
  memberIds: readonly number[],
  longestMs: number,
): Promise<Declarations> {
  const declared = await numbers.of(declarerIds);
  const own = await numbers.of(memberIds.slice(0, 1));
  const bound = declared.find(({ name, value }) => BOUND_NAME.test(name) && value > 1 && Number.isFinite(value));
  const ttl = declared.find(({ name, value }) => TTL_NAME.test(name) && value >= 100 && value <= longestMs);
  const dated = own.filter(({ name }) => EXPIRY_NAME.test(name));
  const clocks =
    dated.length === 0 ? null : await numbers.session.evaluate<[number, number]>('[Date.now(), performance.now()]');
  const left = dated.map(({ name, value }) => ({ what: name, delayMs: Math.ceil(remaining(value, clocks!)) }));
  const expiry = left.find(({ delayMs }) => delayMs > 0 && delayMs <= longestMs);
  return {
    bound: bound === undefined ? null : { property: bound.name, limit: bound.value },
    expiry: expiry ?? (ttl === undefined ? null : { what: ttl.name, delayMs: ttl.value }),
  };
}

/** A number that an owner holds beside a limit: what of the limit is used, maybe. */
export interface PossibleUse {
  /** The same for the same number of the same object. */
  readonly key: string;
  /** Of the limit. */
  readonly property: string;
  readonly limit: number;
  readonly used: number;
  /** Of what: a number of entries, weights where the limit is named as one on those, or free places that are counted down. */
  readonly of: 'entries' | 'weight' | 'room';
}

/** Which of an owner's numbers may be what is used of which of its limits; which of them is, only their growth can tell. */
export async function readPossibleUses(numbers: NumberReader, declarerIds: readonly number[]): Promise<PossibleUse[]> {
  const uses: PossibleUse[] = [];
  for (const nodeId of declarerIds) {
    const held = await numbers.of([nodeId]);
    const isLimit = ({ name }: NamedNumber): boolean => BOUND_NAME.test(name) || WEIGHT_NAME.test(name);
    for (const { name: property, value: limit } of held.filter(isLimit))
      for (const { name, value: used } of held)
        if (used > 0 && used < limit && !TTL_NAME.test(name) && !isLimit({ name, value: used }))
          uses.push({
            key: `${nodeId} ${name} ${property}`,
            property,
            limit,
            used,
            of: WEIGHT_NAME.test(property) ? 'weight' : 'entries',
          });
  }
  return uses;
}

/**
 * The number that an operand of the source stands for at the moment: `this.limits.cold`, read from the first of `holders` that has
 * it, or a variable (`limit`, `options.max`) that a function sees, or else the constructor of a holder. null: it is none there.
 */
export async function readOperand(
  numbers: NumberReader,
  operand: string,
  holders: readonly number[],
  functions: readonly number[],
): Promise<number | null> {
  const [root, ...path] = operand.split('.');
  const isProperty = root === 'this' && path.length > 0;
  // Who declares something was asked for all its numbers.
  const own =
    isProperty && path.length === 1 ? (await numbers.of(holders)).find(({ name }) => name === path[0]) : undefined;
  if (own !== undefined) return own.value;
  for (const nodeId of isProperty ? holders : [...functions, ...holders]) {
    const found = isProperty ? await numbers.at(nodeId, path) : await numbers.ofVariable(nodeId, [root!, ...path]);
    if (found !== null) return found;
  }
  return null;
}

/** An expiry is a Date.now() or a performance.now() value. */
function remaining(value: number, [now, uptime]: readonly [number, number]): number {
  return value > 1e11 ? value - now : value - uptime;
}

/** Numbers that live objects of one isolate hold at the moment, each read once. To be released before the next snapshot. */
export class NumberReader {
  readonly session: InspectorSession;
  readonly #live: LiveNumbers;
  readonly #known = new Map<number, readonly NamedNumber[]>();
  readonly #single = new Map<string, number | null>();

  constructor(session: InspectorSession) {
    this.session = session;
    this.#live = session.liveNumbers();
  }

  async of(nodeIds: readonly number[]): Promise<NamedNumber[]> {
    const found: (readonly NamedNumber[])[] = [];
    for (const nodeId of nodeIds) {
      const known = this.#known.get(nodeId);
      const numbers = known ?? (await ifStillThere(() => this.#live.of(nodeId, BOUND_NAME))) ?? [];
      this.#known.set(nodeId, numbers);
      found.push(numbers);
    }
    return found.flat();
  }

  async at(nodeId: number, path: readonly string[]): Promise<number | null> {
    return await this.#once(`${nodeId}.${path.join('.')}`, () => this.#live.at(nodeId, path));
  }

  async ofVariable(nodeId: number, path: readonly string[]): Promise<number | null> {
    return await this.#once(`${nodeId} ${path.join('.')}`, () => this.#live.ofVariable(nodeId, path));
  }

  async release(): Promise<void> {
    await this.#live.release();
  }

  async #once(key: string, read: () => Promise<number | null>): Promise<number | null> {
    const known = this.#single.get(key);
    if (known !== undefined) return known;
    const found = await ifStillThere(read);
    this.#single.set(key, found);
    return found;
  }
}

/** null for an object that was collected since the snapshot or that V8 does not hand out; a lost session fails the next command. */
async function ifStillThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof GateError && thrown.code === 'INSPECTOR_FAILED') return null;
    throw thrown;
  }
}
