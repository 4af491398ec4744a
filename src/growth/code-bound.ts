import type { ControlledCode } from './controlled-code.ts';

/** A limit that code applies to a container: where its size passes it entries are removed, none are added, or its places are taken again. */
export interface CodeBound {
  /** As written, e.g. `cache.size > MAX` or `ring[n++ % SIZE] =`. */
  readonly property: string;
  /** Where the number is in the running service: `this.limits.cold`, `options.max`; null: it is written there itself. */
  readonly operand: string | null;
  /** What the source says of it; null: nothing. */
  readonly limit: number | null;
}

/** So far around a comparison that a function answers with (`isFull`) a removal is looked for. */
const NEARBY = 400;
/** A number, or a way to one. */
const OPERAND = String.raw`[\w$.#]+`;
/** The size of something, which may well be the container itself, is no limit; `this.size` may be one. */
const IS_SIZE = /^(?!this\.[^.]*$).*\.(?:length|size)$/;
/** `i < list.length` goes through a list. */
const IS_INDEX = /^(?:[ijk]|i?dx|index)$/;
/** Calls that take entries out. */
const TAKING = 'delete|shift|pop|splice|clear';
const REMOVALS = String.raw`\s*(?:\.\s*(?:${TAKING}|unshift)\s*\(|\.\s*length\s*=|=\s*(?:\/\*[^*]*\*\/\s*)?(?:new\s|\[|\{|['"\x60]{2}|Object\.create))`;

/**
 * Looks in the source of the scope that holds a container for a comparison of its `size` or `length` (or number of keys) with a
 * number that controls a removal from the same container, or a text begun anew, or without which nothing is added to it. The number may be a literal, a constant of the same file, or
 * known to the running service alone. A container that is held this way is bounded although no property declares it. null: nothing of the kind.
 * `kind`: of the container, for a Map has no `length` and an array no `size`.
 */
export function findCodeBound(code: ControlledCode, containerName: string, kind: string): CodeBound | null {
  const own = wordOf(containerName);
  if (own === null) return null;
  const property = /^(Safe)?(Map|Set)$/.test(kind)
    ? 'size'
    : /^(Array|string)$/.test(kind)
      ? 'length'
      : '(?:size|length)';
  // What adds to an array answers with its length.
  const size = new RegExp(
    String.raw`\b${own}\s*\.\s*(?:${property}\b|(?:push|unshift)\(\s*[^()]*\))|Object\.keys\(\s*[\w$.#]*\b${own}\s*\)\.length`,
    'g',
  );
  const removal = removalFrom(own);
  const { source } = code;
  // An element of an array that is assigned to may be there already.
  const place = kind === 'Array' ? String.raw`\s*[\w$.#]*\b${own}\s*\.\s*length\s*` : undefined;
  const additions = new RegExp(additionTo(own, place), 'g');
  // Of what is added elsewhere too, a comparison here says nothing.
  const addsAll = (text: string): boolean => {
    const added = text.match(additions);
    return added !== null && added.length === source.match(additions)!.length;
  };
  const bounds = [...source.matchAll(size)].flatMap(({ 0: text, index }) => {
    const comparison = comparisonAt(source, index, index + text.length);
    if (comparison === null) return [];
    const bound = boundOf(comparison.text, comparison.operand, source);
    if (bound === null) return [];
    const { isOver, begin, end } = comparison;
    const runs = isOver ? controlled(code, begin, end) : code.whenFalse(end);
    const [adds = ''] = isOver ? code.whenFalse(end) : code.whenTrue(end);
    return some(runs, (each) => removal.test(each)) || addsAll(adds) ? [bound] : [];
  });
  const isCut = bounds.length === 0 && property !== 'size';
  return knownFirst(isCut ? cutsOf(own, source) : bounds);
}

/** Lengths to which an array or a text of this name is cut without a comparison: `list = [x, ...list].slice(0, MAX)`, `list.length = Math.min(list.length, 50)`. */
function cutsOf(name: string, source: string): CodeBound[] {
  const its = String.raw`[\w$.#]*\b${name}`;
  const length = String.raw`${its}\s*\.\s*length`;
  const forms = [
    String.raw`\b${name}\s*=(?!=)[^;=]{0,150}?\b${name}\b[^;=]{0,150}?\.\s*slice\(\s*(?:-\s*|0\s*,\s*)(${OPERAND})\s*\)`,
    String.raw`\b${name}\s*\.\s*length\s*=(?!=)\s*Math\.min\(\s*${length}\s*,\s*(${OPERAND})\s*\)`,
    String.raw`\b${name}\s*\.\s*length\s*=(?!=)\s*Math\.min\(\s*(${OPERAND})\s*,\s*${length}\s*\)`,
    String.raw`\b${name}\s*\.\s*splice\(\s*(${OPERAND})\s*\)`,
    String.raw`\b${name}\s*\.\s*splice\(\s*0\s*,\s*${length}\s*-\s*(${OPERAND})\s*\)`,
  ];
  return forms.flatMap((form) =>
    [...source.matchAll(new RegExp(form, 'g'))].flatMap(
      ({ 0: text, 1: operand }) => boundOf(text, operand!, source) ?? [],
    ),
  );
}

/** The form of what puts something into a container of one of these names (`a|b`), or makes it larger at a place of this form. */
export function additionTo(names: string, place = String.raw`[^\]\n]*`): string {
  return String.raw`\b(?:${names})\s*(?:\.\s*(?:push|unshift|splice|set|add)\s*\(|\[${place}\]\s*=(?!=))`;
}

/** Either side of `live.length > this.options.most`: names and calls without arguments. */
const SIDE = String.raw`[\w$.#?]+(?:\(\))?`;
const COMPARISONS = new RegExp(String.raw`(${SIDE})\s*(?<![=<>])[<>]=?(?![<>=])\s*(${SIDE})`, 'g');
/** What counts something, and may be compared with a number that is written there. */
const COUNTS = /(?:length|size|bytes|count|total|used|weight|cost)$/i;
/** Of larger sources each comparison would cost more than the answer is worth. */
const LARGEST_SOURCE = 500_000;

/** A number, the way to one (`this.#bytes`), or null for what has none. */
export type Side = string | number | null;

/** A condition on anything (bytes, files, ages) under which code removes from a container. */
export interface Eviction {
  /** As written. */
  readonly condition: string;
  /** What is compared. */
  readonly sides: readonly [Side, Side];
}

/** More conditions than these say no more, and whose sides are looked up costs. */
const MOST_EVICTIONS = 2;

/**
 * Looks in sources for comparisons of anything that control a removal from a container of this name. Such a container may well be bounded, at a
 * number of entries that the code does not tell.
 */
export function findEvictions(codes: readonly ControlledCode[], containerName: string): Eviction[] {
  const aliases = codes.flatMap(({ source }) => elementAliases(source, containerName));
  const removals = [...new Set([...wordsOf(containerName), ...aliases])].map(escapeRegExp).map(removalFrom);
  // Bodies of functions come again and again.
  const tested = new Map<string, boolean>();
  const removes = (text: string): boolean => {
    const is = tested.get(text) ?? removals.some((removal) => removal.test(text));
    tested.set(text, is);
    return is;
  };
  const found = new Map<string, Eviction>();
  const searched = codes.filter(({ source }) => source.length <= LARGEST_SOURCE);
  for (const { source } of searched) {
    const place = placeTakenAgain(source, containerName);
    if (place !== null) found.set(place, { condition: `${place} comes again`, sides: [null, null] });
  }
  const removing = searched.filter(({ source }) => removes(source));
  for (const code of removing.length === 0 ? [] : searched) {
    const { source } = code;
    const others = removing.filter((other) => other !== code);
    for (const { 0: text, 1: left, 2: right, index } of source.matchAll(COMPARISONS)) {
      if (!isLimit(left!, right!) && !isLimit(right!, left!)) continue;
      const end = index + text.length;
      const runs = [...code.whenTrueInDepth(end), ...code.whenFalse(end)];
      if (!runs.some(removes) && !others.some((other) => some(bodiesCalledIn(runs, other), removes))) continue;
      const factors = FACTORS.exec(source.slice(end, end + LONGEST_OPERAND))?.[0] ?? '';
      const condition = `${text}${factors}`.replaceAll(/\s+/g, ' ');
      found.set(condition, { condition, sides: [numberOrWay(left!), numberOrWay(`${right!}${factors}`)] });
      if (found.size === MOST_EVICTIONS) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** Whether any of the sources takes entries out of a container of this name, under whatever condition. */
export function takesOut(codes: readonly ControlledCode[], containerName: string): boolean {
  const own = wordOf(containerName);
  if (own === null) return false;
  const taking = new RegExp(String.raw`\b${own}\s*\.\s*(?:${TAKING})\s*\(|${deletionFrom(own)}`);
  return codes.some(({ source }) => taking.test(source));
}

/** What collections, streams and emitters have; who calls one of these names calls any of them. */
const OF_ANYTHING =
  /^(?:add|append|apply|call|catch|clear|close|concat|delete|destroy|emit|end|filter|find|forEach|get|has|includes|indexOf|join|keys|log|map|next|now|off|on|once|pop|push|reduce|remove|replace|send|set|shift|slice|some|sort|splice|split|then|toString|trim|unshift|use|values|write)$/;

/** Bodies of another source's functions that are called: by an object that it exports, as a rule. */
function* bodiesCalledIn(texts: readonly string[], other: ControlledCode): Generator<string> {
  const called = new Set(texts.flatMap((text) => [...text.matchAll(/([\w$]+)\s*\(/g)].map(([, name]) => name!)));
  for (const name of called) if (!OF_ANYTHING.test(name)) yield* other.bodiesOf(name);
}

/** The rest of `64 * 1024 * 1024`. */
const FACTORS = /^(?:\s*\*\s*[\d_]+)+/;

/** A variable or property can be looked up in the running service; a call cannot. */
function numberOrWay(side: string): Side {
  return productOf(side) ?? (/^[\w$.#]+$/.test(side) ? side : null);
}

/** Of literals: `64 * 1024 * 1024`, `5e6`; null where a factor is none. */
export function productOf(text: string): number | null {
  const factors = text.split('*').map((factor) => literalOf(factor.trim()));
  return factors.every((factor) => factor !== null) ? factors.reduce((product, factor) => product * factor, 1) : null;
}

function some(texts: Iterable<string>, test: (text: string) => boolean): boolean {
  for (const text of texts) if (test(text)) return true;
  return false;
}

/** `store.live[…].#keys`: store, live, keys. */
export function wordsOf(containerName: string): string[] {
  return containerName.match(/[\w$]+/g) ?? [];
}

/** `levels` of `store.levels[…]`, for an expression; null for what is not one of many. */
function wordOfMany(containerName: string): string | null {
  return containerName.endsWith('[…]') ? escapeRegExp(wordsOf(containerName).at(-1) ?? '') : null;
}

/** How the source comes to one of many containers, `buckets[…]`, where the same ones come again: `buckets[second % buckets.length]`, which may begin it anew. */
function placeTakenAgain(source: string, containerName: string): string | null {
  const own = wordOfMany(containerName);
  if (own === null) return null;
  return new RegExp(String.raw`\b${own}\s*\[[^\[\]\n]*%[^\[\]\n]*\]`).exec(source)?.[0] ?? null;
}

/** Variables of the source that stand for one of many containers, `store.levels[…]`: `const level = this.#levels[i]`, `for (const level of this.#levels)`. */
function elementAliases(source: string, containerName: string): string[] {
  const own = wordOfMany(containerName);
  if (own === null) return [];
  const element = String.raw`=\s*[\w$.#]*\b${own}\s*(?:\[|\.\s*(?:get|at)\s*\()`;
  const each = String.raw`of\s+[\w$.#]*\b${own}\b`;
  const forms = new RegExp(String.raw`\b(?:const|let|var)\s+([\w$]+)\s*(?:${element}|${each})`, 'g');
  return [...source.matchAll(forms)].map(([, alias]) => alias!);
}

/**
 * Whether the source compares the property with sizes of other collections alone: `this.#couriers.size > this.limit` says nothing of the `#cells`
 * beside them. Sizes of what may be an alias (a local variable) count as the container's own, and so does a limit on another one where what it controls
 * removes from what may be an alias.
 */
export function limitsAnother(code: ControlledCode, property: string, containerName: string): boolean {
  const { source } = code;
  const own = new Set(wordsOf(containerName));
  const name = `[\\w$.#]*\\b${escapeRegExp(property.split('.').at(-1)!)}\\b`;
  const sized = String.raw`((?:this\.)?)#?([\w$]+)\.(?:size|length)`;
  const limited = [`${sized}\\s*(?:>=?|<=?|={2,3})\\s*${name}`, `${name}\\s*(?:>=?|<=?)\\s*${sized}`].flatMap(
    (form) => [...source.matchAll(new RegExp(form, 'g'))],
  );
  const isElsewhere = ({ 0: text, 1: holder, 2: of, index }: RegExpExecArray): boolean =>
    !own.has(of!) &&
    (holder !== '' ||
      new RegExp(String.raw`\b(?:const|let|var)\s+${escapeRegExp(of!)}\s*=\s*(?:new\s|\[)`).test(source)) &&
    !some(code.whenTrue(index + text.length), (each) => removesFromVariable(each, of!));
  return limited.length > 0 && limited.every(isElsewhere);
}

/** Removes from a variable that is not this one: an alias of anything. */
function removesFromVariable(text: string, other: string): boolean {
  const removals = text.matchAll(new RegExp(String.raw`(?<![\w$.#])([\w$]+)\s*\.\s*(?:${TAKING})\s*\(`, 'g'));
  return [...removals].some(([, name]) => name !== 'this' && name !== other);
}

/** Whether something is compared with what may be its limit: another name, or a number of at least 2 where it counts. */
function isLimit(compared: string, limit: string): boolean {
  if (/^\d/.test(compared) || IS_INDEX.test(compared)) return false;
  const written = literalOf(limit);
  return written === null ? !/^\d/.test(limit) && !IS_SIZE.test(limit) : written >= 2 && COUNTS.test(compared);
}

function deletionFrom(name: string): string {
  return String.raw`delete\s+[\w$.#]*\b${name}\s*\[`;
}

/** Removes from what has this name, begins it anew, or moves on along the list that it is the head of. */
export function removalFrom(name: string): RegExp {
  // The end at which a list grows is moved on by what is appended.
  const isNewEnd = /^(?:tail|last|end|newest)$/i.test(name);
  const movedOn = isNewEnd ? '' : String.raw`|\b${name}\s*=\s*[\w$.#]*\b${name}\s*\??\.\s*[\w$]+\s*(?![\w$.=(\[\s])`;
  const shortened = String.raw`\b${name}\s*=\s*[\w$.#]*\b${name}\s*\.\s*(?:slice|substring|substr|subarray|filter)\s*\(`;
  return new RegExp(`\\b${name}${REMOVALS}|${deletionFrom(name)}|${shortened}${movedOn}`);
}

interface Comparison {
  readonly text: string;
  readonly operand: string;
  /** It holds for containers that are larger than the operand, or as large. */
  readonly isOver: boolean;
  readonly begin: number;
  readonly end: number;
}

/** More of a comparison's other side is not read. */
const LONGEST_OPERAND = 100;
const OPERAND_AFTER = new RegExp(String.raw`^\s*(>=?|<=?|={2,3})\s*(${OPERAND})`);
const OPERAND_BEFORE = new RegExp(String.raw`(${OPERAND})\s*(>=?|<=?)\s*$`);

/** The comparison of which a size, at these places of the source, is one side; null: it is in none. */
function comparisonAt(source: string, sizeBegin: number, sizeEnd: number): Comparison | null {
  let own = sizeBegin;
  while (own > 0 && /[\w$.#]/.test(source[own - 1]!)) own--;
  const after = OPERAND_AFTER.exec(source.slice(sizeEnd, sizeEnd + LONGEST_OPERAND));
  if (after !== null) {
    const end = sizeEnd + after[0].length;
    return { text: source.slice(own, end), operand: after[2]!, isOver: !after[1]!.startsWith('<'), begin: own, end };
  }
  const before = OPERAND_BEFORE.exec(source.slice(Math.max(0, own - LONGEST_OPERAND), own));
  if (before === null) return null;
  const begin = own - before[0].length;
  const isOver = before[2]!.startsWith('<');
  return { text: source.slice(begin, sizeEnd), operand: before[1]!, isOver, begin, end: sizeEnd };
}

/**
 * The same for one array whose places are taken again: it is assigned to at a place that is counted modulo a number or begins anew at
 * it, or it was made at its full length and nothing is pushed to it.
 */
export function findRingBound({ source }: ControlledCode, containerName: string): CodeBound | null {
  const own = wordOf(containerName);
  if (own === null) return null;
  const assigned = String.raw`\s*\]\s*=(?!=)`;
  const number = `(${OPERAND})`;
  const counter = new RegExp(String.raw`\b${own}\s*\[\s*(?:this\.)?#?([\w$]+)(?:\+\+)?${assigned}`).exec(source)?.[1];
  const forms = [String.raw`\b${own}\s*\[[^\[\]\n]*%\s*${number}${assigned}`];
  if (counter !== undefined) {
    const place = String.raw`\b${escapeRegExp(counter)}`;
    forms.push(
      String.raw`${place}\s*=[^;=\n]*%\s*${number}`,
      String.raw`${place}(?:\+\+)?\s*(?:>=|===?)\s*${number}\s*\)\s*\{?\s*[\w$.#]*${place}\s*=\s*0`,
    );
  }
  const isPushed = new RegExp(String.raw`\b${own}\s*\.\s*(?:push|unshift|splice)\s*\(`).test(source);
  if (!isPushed) forms.push(String.raw`\b${own}\s*=\s*new\s+Array\s*\(\s*${number}\s*\)`);
  return knownFirst(
    forms.flatMap((form) => {
      const match = new RegExp(form).exec(source);
      return match === null ? [] : (boundOf(match[0], match[1]!, source) ?? []);
    }),
  );
}

/** The code that runs where the comparison holds, also when its outcome has a name first (`const isFull = …`). */
function controlled(code: ControlledCode, begin: number, end: number): Iterable<string> {
  const { source } = code;
  const before = source.slice(Math.max(0, begin - NEARBY), begin);
  if (/\breturn\s*\(?\s*$|=>\s*\(?\s*$/.test(before)) return [before + source.slice(begin, end + NEARBY)];
  const named = /\b([\w$]+)\s*=\s*\(?\s*$/.exec(before)?.[1];
  if (named === undefined) return code.whenTrue(end);
  const use = new RegExp(String.raw`\b(?:if|while)\s*\([^{};]*?\b${escapeRegExp(named)}\b`).exec(source);
  return use === null ? [] : code.whenTrue(use.index + use[0].length);
}

/** One whose number the source knows, before one that only the running service may know. */
function knownFirst(bounds: readonly CodeBound[]): CodeBound | null {
  return bounds.find(({ limit }) => limit !== null) ?? bounds[0] ?? null;
}

/** The container's own name in an expression; null for what is no variable or property. */
function wordOf(containerName: string): string | null {
  const name = containerName.split('.').at(-1)!.replace(/^#/, '');
  return /^[\w$]+$/.test(name) ? escapeRegExp(name) : null;
}

function boundOf(written: string, operand: string, source: string): CodeBound | null {
  const given = numberOf(operand, source);
  const limit = given === null || given < 2 ? null : given;
  const isWritten = /^\d/.test(operand);
  if (IS_SIZE.test(operand) || IS_INDEX.test(operand) || (isWritten && limit === null)) return null;
  return { property: written.replaceAll(/\s+/g, ' '), operand: isWritten ? null : operand, limit };
}

/** A literal (`10_000`, `1e4`), or the literal that a constant of the file was given. */
export function numberOf(operand: string, source: string): number | null {
  const literal = literalOf(operand);
  if (literal !== null) return literal;
  const name = operand.split('.').at(-1)!.replace(/^#/, '');
  const given = new RegExp(`\\b${escapeRegExp(name)}\\s*[=:]\\s*([\\d_][\\d_.e]*)\\b`).exec(source);
  return given === null ? null : literalOf(given[1]!);
}

function literalOf(text: string): number | null {
  if (!/^\d/.test(text)) return null;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : null;
}

export function escapeRegExp(text: string): string {
  return text.replaceAll(/[$.*+?^{}()|[\]\\]/g, String.raw`\$&`);
}
