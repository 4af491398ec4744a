import { additionTo, escapeRegExp, wordsOf } from './code-bound.ts';
import type { ControlledCode } from './controlled-code.ts';

/** A number of free places that code counts down, and that must be above 0 for an insertion. */
export interface RoomLeft {
  /** As written: `this.#room > 0`. */
  readonly condition: string;
  /** The way to the number: `this.#room`, `free`. */
  readonly operand: string;
}

const NUMBER = String.raw`(?<![\w$.#])(?:--)?([\w$.#]+)(?:--)?`;
const IS_LEFT = new RegExp(String.raw`${NUMBER}\s*>\s*0\b`, 'g');
const NONE_LEFT = new RegExp(String.raw`${NUMBER}\s*(?:<=|===?)\s*0\b`, 'g');
/** How many there are of something is no room for more. */
const IS_SIZE = /\.(?:length|size)$/;

/**
 * Looks in sources for a number that is compared with 0 where something is put into a container of this name: while it is above 0, or behind a
 * statement that leaves where it is not. Such a container is full once the number is used up, which nothing else may tell.
 */
export function findRoomLeft(codes: readonly ControlledCode[], containerName: string): RoomLeft | null {
  const names = wordsOf(containerName).map(escapeRegExp).join('|');
  if (names === '') return null;
  const inserts = new RegExp(additionTo(names));
  for (const code of codes) {
    if (!inserts.test(code.source)) continue;
    const found =
      conditionOn(code, IS_LEFT, (end) => code.whenTrue(end), inserts) ??
      conditionOn(code, NONE_LEFT, (end) => code.whenFalse(end), inserts);
    if (found !== null) return found;
  }
  return null;
}

function conditionOn(
  { source }: ControlledCode,
  form: RegExp,
  runs: (end: number) => Iterable<string>,
  inserts: RegExp,
): RoomLeft | null {
  for (const { 0: condition, 1: operand, index } of source.matchAll(form)) {
    if (IS_SIZE.test(operand!) || /^\d/.test(operand!)) continue;
    for (const text of runs(index + condition.length)) if (inserts.test(text)) return { condition, operand: operand! };
  }
  return null;
}
