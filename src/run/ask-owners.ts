import {
  longestWait,
  NumberReader,
  type PossibleUse,
  readDeclarations,
  readOperand,
  readPossibleUses,
  readTimers,
} from '../capture/read-live.ts';
import { withOnlyVariable, withoutName } from '../diagnosis/only-variable.ts';
import {
  type Eviction,
  findCodeBound,
  findEvictions,
  findRingBound,
  limitsAnother,
  type Side,
  takesOut,
} from '../growth/code-bound.ts';
import { ControlledCode } from '../growth/controlled-code.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { watchedIndex } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { LONGEST_WAIT_MS } from '../growth/next-step.ts';
import { findRoomLeft, type RoomLeft } from '../growth/room-left.ts';
import { findTimedRemovals, isCallOf } from '../growth/timed-removal.ts';
import type { Track } from '../growth/track.ts';
import { type LimitUse, objectsWithin } from '../growth/weight-bound.ts';
import type { InspectorSession } from '../inspector/inspector-session.ts';
import type { WaitingTimer } from '../inspector/pending-timers.ts';
import { ownId } from '../isolate-id.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Suspects whose owners are asked at a time, most growth first; what grows in more places shows in these too. */
const MOST_ASKED = 5;
/** Scripts of the classes of what holds the container, nearest first, that may bound it. */
const MOST_CLASSES = 3;
/** So short are the names that a minifier gives. */
const MINIFIED = /^[\w$]{1,2}$/;

/** Whom each question is put to, and what it is about. */
interface Owner {
  readonly path: string;
  readonly description: GrowthDescription;
  /** Of the isolate that the container lives in. */
  readonly numbers: NumberReader;
  /** In which the container may be found by its name. */
  readonly codes: readonly ControlledCode[];
  /** Conditions under which these remove from it. */
  readonly evictions: readonly Eviction[];
  /** A number that they count down while they put into it. */
  readonly room: RoomLeft | null;
  /** Whether a limit of this name is one on other containers alone, as these say. */
  readonly isOthers: (property: string) => boolean;
}

/**
 * Asks who holds what grows how long it may grow: declared bounds, bounds and removals in the code, timers. All answers are live readings of the
 * recording; each path is asked about once, and then only for how much of a limit on weights is used; each source is read once.
 */
export class OwnerQuestions {
  readonly #deps: PlanDependencies;
  readonly #asked = new Set<string>();
  readonly #codes = new Map<number, ControlledCode>();
  /** Owners by path whose limits may be limits on weights, and after which snapshot they were last asked. */
  readonly #limited = new Map<string, { readonly owner: Owner; readonly snapshot: number }>();
  /** The first use seen of each limit: siblings of one owner share it. */
  readonly #firstUses = new Map<string, LimitUse>();

  constructor(deps: PlanDependencies) {
    this.#deps = deps;
  }

  /** Whether there is nothing to ask about this by now. */
  hasAsked({ track }: Judgement): boolean {
    const limited = this.#limited.get(track.key);
    return this.#asked.has(track.key) && (limited === undefined || limited.snapshot === this.#snapshot);
  }

  /** The last one after a load: what nobody asked for since then has not grown. */
  get #snapshot(): number {
    return this.#deps.recording.captures.findLastIndex(({ load }) => load !== null);
  }

  /** Those of open suspects and would-be leaks. */
  async ask(judgements: readonly Judgement[]): Promise<void> {
    const readers = new Map<InspectorSession, NumberReader>();
    try {
      await this.#askWith(readers, judgements);
    } finally {
      for (const reader of readers.values()) await reader.release();
    }
  }

  async #askWith(readers: Map<InspectorSession, NumberReader>, judgements: readonly Judgement[]): Promise<void> {
    const { engine, session } = this.#deps;
    const open = judgements
      .filter((judgement) => (judgement.need !== null || judgement.status === 'leak') && !this.hasAsked(judgement))
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .map(({ track }) => track);
    const readerOf = (isolate: InspectorSession): NumberReader => {
      const reader = readers.get(isolate) ?? new NumberReader(isolate);
      readers.set(isolate, reader);
      return reader;
    };
    for (const track of open) {
      const owner = this.#limited.get(track.key)?.owner;
      if (owner !== undefined) await this.#askForWeights({ ...owner, numbers: readerOf(owner.numbers.session) }, track);
    }
    const tracks = open.filter(({ key }) => !this.#asked.has(key));
    const keys = tracks.map(({ key }) => key);
    const nodes = await this.#nodesOfWatched(keys);
    const asked = tracks.slice(0, MOST_ASKED);
    // Each reading has V8 walk over the heap.
    let read: Promise<WaitingTimer[]> | null = null;
    const waiting = (): Promise<WaitingTimer[]> => (read ??= session.readPendingTimers());
    const targets = asked.map(({ key }) => nodes.get(key) ?? key);
    for (const [i, description] of (await engine.describe(targets)).entries()) {
      const track = asked[i]!;
      const path = track.key;
      this.#asked.add(path);
      if (description === null) continue;
      const numbers = readerOf(session.sessionOf(description.containerId));
      const codes = await this.#codesOf(description);
      const name = description.containerName ?? '';
      const evictions = findEvictions(codes, name);
      const room = findRoomLeft(codes, name);
      const owner = { path, description, numbers, codes, evictions, room, isOthers: limitsOfOthers(codes, name) };
      await this.#askForBounds(owner);
      await this.#askForWeights(owner, track);
      await this.#askForTimedRemoval(owner, waiting);
      await this.#askForTimers(owner);
    }
  }

  /** The longest timer or expiry worth waiting for, ms; 0: none. */
  async longestPendingMs(): Promise<number> {
    const { session, recording } = this.#deps;
    const timer = longestWait(await session.readPendingTimers(), LONGEST_WAIT_MS);
    if (timer !== null) recording.liveReadings.push({ kind: 'pending', what: 'timer', delayMs: timer });
    return Math.max(0, ...recording.liveReadings.map((reading) => (reading.kind === 'pending' ? reading.delayMs : 0)));
  }

  async #askForBounds({ path, description, numbers, codes, evictions, isOthers }: Owner): Promise<void> {
    const { liveReadings } = this.#deps.recording;
    const { declarerIds, memberIds, membersPerEntry: perEntry } = description;
    const declared = await readDeclarations(numbers, declarerIds.map(ownId), memberIds.map(ownId), LONGEST_WAIT_MS);
    const { bound, expiry } = declared;
    const isOwn = bound !== null && !isOthers(bound.property);
    const ofEach = isOwn ? null : await readCodeBound(codes, numbers, description);
    const held = isOwn ? bound : ofEach;
    // Code holds each of several containers at its limit: the reservoirs of all routes.
    const each = ofEach === null ? 1 : description.containers;
    if (held !== null) liveReadings.push({ kind: 'bound', path, ...held, perEntry: perEntry * each });
    const [eviction] = evictions;
    if (eviction !== undefined) liveReadings.push({ kind: 'eviction', path, condition: eviction.condition });
    else if (held === null && takesOut(codes, description.containerName ?? ''))
      liveReadings.push({ kind: 'removal', path });
    if (expiry !== null) liveReadings.push({ kind: 'pending', ...expiry });
  }

  /** How much of a limit on weights is used; where that was asked before, too, at how many objects the limit will be reached. */
  async #askForWeights(owner: Owner, { values }: Track): Promise<void> {
    const { path } = owner;
    const snapshot = this.#snapshot;
    const uses = await readUses(owner);
    if (uses.length > 0 || this.#limited.has(path)) this.#limited.set(path, { owner, snapshot });
    const bounds = uses.flatMap(({ key, property, limit, used, of }) => {
      const now = { used, limit, of, snapshot };
      const first = this.#firstUses.get(key);
      if (first === undefined) this.#firstUses.set(key, now);
      const objects = first === undefined ? null : objectsWithin(values, first, now);
      if (objects === null) return [];
      return [
        of === 'room'
          ? { property, limit: objects, used: values[snapshot]!, objects }
          : { property, limit, used, objects },
      ];
    });
    const [least] = bounds.toSorted((a, b) => a.objects - b.objects);
    if (least !== undefined) this.#deps.recording.liveReadings.push({ kind: 'weight-bound', path, ...least });
  }

  /**
   * A timer that removes from the container, for which no wait for pending timers is long enough. It has to be pending: the code of a store that is
   * never started says nothing.
   */
  async #askForTimedRemoval(owner: Owner, readWaiting: () => Promise<WaitingTimer[]>): Promise<void> {
    const { path, description, numbers, codes } = owner;
    const found = findTimedRemovals(codes, description.containerName ?? '');
    if (found.length === 0) return;
    const waiting = (await readWaiting()).filter(({ delayMs }) => delayMs > LONGEST_WAIT_MS);
    for (const removal of found) {
      const { code, operand, isWhole } = removal;
      const written = (operand === null ? null : await readLive(operand, numbers, description)) ?? removal.delayMs;
      const timer =
        waiting.find(({ callback }) => isCallOf(removal, callback)) ??
        waiting.find(({ delayMs }) => delayMs === written);
      if (timer === undefined) continue;
      const { delayMs, repeats } = timer;
      const { liveReadings } = this.#deps.recording;
      liveReadings.push({ kind: 'timed-removal', path, code, delayMs, isWhole: isWhole && repeats });
      return;
    }
  }

  /** Of timers that grow themselves. */
  async #askForTimers({ path, description, numbers }: Owner): Promise<void> {
    if (description.content !== 'Timeout') return;
    const timers = await readTimers(numbers.session, description.memberIds.map(ownId));
    if (timers.length === 0) return;
    const delayMs = Math.max(...timers.map((timer) => timer.delayMs));
    const repeats = timers.some((timer) => timer.repeats);
    this.#deps.recording.liveReadings.push({ kind: 'timer', path, delayMs, repeats });
  }

  /** The nodes of watched containers by track key, each looked up once: whatever is told of them needs one. */
  async #nodesOfWatched(keys: readonly string[]): Promise<Map<string, number>> {
    const { capture, recording } = this.#deps;
    const { liveReadings } = recording;
    const nodes = new Map<string, number>();
    for (const key of keys) {
      const index = watchedIndex(key);
      if (index === null) continue;
      const known = liveReadings.flatMap((row) =>
        row.kind === 'watched' && row.index === index ? [row.nodeId] : [],
      )[0];
      const nodeId = known ?? (await capture.nodeOfWatched(index));
      if (nodeId === null) continue;
      if (known === undefined) liveReadings.push({ kind: 'watched', index, nodeId });
      nodes.set(key, nodeId);
    }
    return nodes;
  }

  /**
   * One after the other, because the debugger is on only while it is asked. Where the container's name begins with a minified variable, all others of
   * that name are taken out: of the script that has it, and of the others all.
   */
  async #codesOf(description: GrowthDescription): Promise<ControlledCode[]> {
    const { scope, scopeFunctionId, containerName } = description;
    const isSeen = scope !== null && scopeFunctionId !== null;
    const variable = isSeen ? (/^[\w$]+/.exec(containerName ?? '')?.[0] ?? '') : '';
    const codes: ControlledCode[] = [];
    for (const scriptId of scriptsOf(description)) {
      const code = await this.#codeOf(scriptId);
      if (!MINIFIED.test(variable)) codes.push(code);
      else if (scriptId !== scope?.scriptId) codes.push(new ControlledCode(withoutName(code.source, variable)));
      else {
        const own = withOnlyVariable(code.source, variable, scope);
        if (own !== null) codes.push(new ControlledCode(own));
      }
    }
    return codes;
  }

  async #codeOf(scriptId: number): Promise<ControlledCode> {
    const known = this.#codes.get(scriptId);
    if (known !== undefined) return known;
    const code = new ControlledCode(await this.#deps.session.scriptSource(scriptId));
    this.#codes.set(scriptId, code);
    return code;
  }
}

/** How much a suspect gained, in objects; bytes count as the least that an object takes. */
function weightOf({ rate, track }: Judgement): number {
  return track.unit === 'bytes' ? rate.total / Math.max(1, track.leastPerRequest) : rate.total;
}

/** Scripts whose code may remove from the container: of the classes of what holds it, nearest first, and of the scope that its name begins with. */
function scriptsOf({ scope, steps, containerId }: GrowthDescription): number[] {
  const above = steps.slice(0, steps.findIndex(({ nodeId }) => nodeId === containerId) + 1).toReversed();
  const classes = [...new Set(above.flatMap(({ location }) => location?.scriptId ?? []))].slice(0, MOST_CLASSES);
  return [...new Set(scope === null ? classes : [...classes, scope.scriptId])];
}

/** The sources do not change: each name is looked for once. */
function limitsOfOthers(codes: readonly ControlledCode[], containerName: string): (property: string) => boolean {
  const known = new Map<string, boolean>();
  return (property) => {
    const is = known.get(property) ?? codes.some((code) => limitsAnother(code, property, containerName));
    known.set(property, is);
    return is;
  };
}

/** What may be used of limits: numbers of who declares one, and what a condition compares that removes. */
async function readUses(owner: Owner): Promise<PossibleUse[]> {
  const { description, numbers, evictions, room, isOthers } = owner;
  const declared = await readPossibleUses(numbers, description.declarerIds.map(ownId));
  const compared: PossibleUse[] = [];
  for (const { condition, sides } of evictions) {
    const [left, right] = [await numberOfSide(sides[0], owner), await numberOfSide(sides[1], owner)];
    if (left === null || right === null) continue;
    const [used, limit] = [Math.min(left, right), Math.max(left, right)];
    const key = `${description.declarerIds[0]} ${condition}`;
    if (used > 0 && used < limit) compared.push({ key, property: condition, limit, used, of: 'entries' });
  }
  if (room !== null) {
    const left = await numberOfSide(room.operand, owner);
    const key = `${description.declarerIds[0]} ${room.condition}`;
    if (left !== null && left > 0) compared.push({ key, property: room.condition, limit: 0, used: -left, of: 'room' });
  }
  return [...declared.filter(({ property }) => !isOthers(property)), ...compared];
}

/** Beside what is known already, only of the one who sees the container or holds it: each object that is asked costs V8 a walk over the heap. */
async function numberOfSide(
  side: Side,
  { description: { containerId, declarerIds, scopeFunctionId, holderFunctionIds }, numbers }: Owner,
): Promise<number | null> {
  if (typeof side !== 'string') return side;
  const [, property] = /^this\.([^.]+)$/.exec(side) ?? [];
  if (property !== undefined) {
    const known = await numbers.of(declarerIds.map(ownId));
    return known.find(({ name }) => name === property)?.value ?? null;
  }
  const functions = [...(scopeFunctionId === null ? [] : [scopeFunctionId]), ...holderFunctionIds].map(ownId);
  if (functions.length > 0) return await readOperand(numbers, side, [], functions);
  const holder = declarerIds.find((id) => id !== containerId);
  return holder === undefined ? null : await readOperand(numbers, side, [ownId(holder)], []);
}

/** A bound that the code applies to the container. */
async function readCodeBound(
  codes: readonly ControlledCode[],
  numbers: NumberReader,
  description: GrowthDescription,
): Promise<{ readonly property: string; readonly limit: number } | null> {
  const { containerName, containerKind, containers } = description;
  if (containerName === null) return null;
  for (const code of codes) {
    const found =
      findCodeBound(code, containerName, containerKind) ??
      // Arrays in the places of a ring are none themselves.
      (containers === 1 ? findRingBound(code, containerName) : null);
    if (found === null) continue;
    const { property, operand } = found;
    // What the service has now says more than what the source begins with.
    const limit = (operand === null ? null : await readLive(operand, numbers, description)) ?? found.limit;
    if (limit !== null && limit >= 2) return { property, limit };
  }
  return null;
}

/** The number that an operand of the source stands for in the service now. */
async function readLive(
  operand: string,
  numbers: NumberReader,
  { declarerIds, scopeFunctionId }: GrowthDescription,
): Promise<number | null> {
  const functions = scopeFunctionId === null ? [] : [ownId(scopeFunctionId)];
  return await readOperand(numbers, operand, declarerIds.map(ownId), functions);
}
