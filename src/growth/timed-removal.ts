import { escapeRegExp, numberOf, productOf, removalFrom, wordsOf } from './code-bound.ts';
import type { ControlledCode } from './controlled-code.ts';

/** A timer whose code removes from a container. */
export interface TimedRemoval {
  /** What the timer runs, as far as it is named: `clearExpired`; else `setInterval`. */
  readonly code: string;
  /** Source of the function that the timer is given, or the way to one. */
  readonly callback: string;
  /** Its delay as written, where that is a name: `this.windowMs`; null: it is none. */
  readonly operand: string | null;
  /** What the source says of the delay, ms; null: nothing. */
  readonly delayMs: number | null;
  /** Every time all of what is there goes, whatever it is. */
  readonly isWhole: boolean;
}

const TIMERS = /\b(setInterval|setTimeout)\s*\(/g;
/** Names in the code that a timer is given; the first that has a body is what it runs. */
const NAMES = /[\w$]+/g;
/** Of larger sources each timer would cost more than the answer is worth. */
const LARGEST_SOURCE = 500_000;
/** Products of numbers: `15 * 60 * 1000`. */
const PRODUCT = /^[\d_]+(?:\s*\*\s*[\d_]+)*$/;
const ANY_OF_THIS = String.raw`this\s*\.\s*#?[\w$]+`;
const OPERAND = /^[\w$.#]+$/;

/**
 * Looks in sources for timers whose code, or that of a function that it names, removes from a container of this name or begins it anew: a window of
 * a rate limiter, a sweep of sessions. Where one repeats, that comes first, and of these one that leaves nothing behind.
 */
export function findTimedRemovals(sources: readonly ControlledCode[], containerName: string): TimedRemoval[] {
  if (containerName === '') return [];
  const own = wordsOf(containerName).filter((word) => word !== 'this');
  // Where the object itself is the container (both windows of a store are in it), whatever it removes from.
  const words = own.length === 0 ? [ANY_OF_THIS] : own.map(escapeRegExp);
  const removals = words.map(removalFrom);
  const codes = sources.filter(({ source }) => source.length <= LARGEST_SOURCE);
  const found: (TimedRemoval & { readonly repeats: boolean })[] = [];
  for (const code of codes) {
    for (const { 0: opening, 1: kind, index } of code.source.matchAll(TIMERS)) {
      const given = code.given(index + opening.length);
      const comma = lastComma(given);
      if (comma === null) continue;
      const callback = given.slice(0, comma);
      const run = [callback, ...codes.flatMap((each) => [...each.bodiesOf(callback)])];
      if (!run.some((text) => removals.some((removal) => removal.test(text)))) continue;
      const delay = delayOf(given.slice(comma + 1).trim(), code.source);
      const name = codes.flatMap((each) => callback.match(NAMES)?.filter((word) => each.hasBody(word)) ?? [])[0];
      const isWhole = run.some((text) => words.some((word, i) => isWholesale(text, word, i === words.length - 1)));
      found.push({
        code: name ?? kind!,
        callback: callback.trim(),
        ...delay,
        isWhole,
        repeats: kind === 'setInterval',
      });
    }
  }
  return found
    .toSorted((a, b) => Number(b.repeats) - Number(a.repeats) || Number(b.isWhole) - Number(a.isWhole))
    .map(({ repeats, ...removal }) => removal);
}

/** Where the last of several arguments begins: of `() => f(a, b), 60_000` the comma before the number; null: there is one argument. */
function lastComma(given: string): number | null {
  let depth = 0;
  for (let at = given.length - 1; at >= 0; at--) {
    if (')]}'.includes(given[at]!)) depth++;
    else if ('([{'.includes(given[at]!)) depth--;
    else if (given[at] === ',' && depth === 0 && given.slice(at + 1).trim() !== '') return at;
  }
  return null;
}

function delayOf(written: string, source: string): Pick<TimedRemoval, 'operand' | 'delayMs'> {
  const text = written.replace(/,$/, '').trim();
  if (PRODUCT.test(text)) return { operand: null, delayMs: productOf(text) };
  const isNumber = /^\d/.test(text);
  if (!OPERAND.test(text)) return { operand: null, delayMs: null };
  return { operand: isNumber ? null : text, delayMs: numberOf(text, source) };
}

const MADE_ANEW = String.raw`=\s*(?:\/\*[^*]*\*\/\s*)?(?:new\s+\w+\s*\(\s*\)|\[\s*\]|\{\s*\}|['"\x60]{2}|Object\.create\(null\))`;
const EMPTIED = String.raw`\.\s*clear\s*\(|\.\s*length\s*=\s*0\b`;

/** Whether all is let go at once, and not under a condition or one by one. What holds the container may have a `clear` that forgets it. */
function isWholesale(body: string, word: string, isOwn: boolean): boolean {
  const whole = new RegExp(String.raw`\b${word}\s*(?:${isOwn ? `${EMPTIED}|` : ''}${MADE_ANEW})`).exec(body);
  return whole !== null && !/\b(?:if|for|while|switch|case)\b|\?[^.]|&&|\|\|/.test(body.slice(0, whole.index));
}

/** Whether a timer that waits calls this: by its source, or by the name of a function that was bound. */
export function isCallOf({ callback }: TimedRemoval, waiting: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const [given, called] = [plain(callback), plain(waiting)];
  if (given === called) return true;
  const name = /([\w$]+)(?:\s*\.\s*bind\(.*\))?$/.exec(given)?.[1];
  if (name === undefined || given.includes('=>') || given.startsWith('function')) return false;
  return (
    called === `bound ${name}` || new RegExp(`^(?:async )?(?:function )?${escapeRegExp(name)}\\s*\\(`).test(called)
  );
}
