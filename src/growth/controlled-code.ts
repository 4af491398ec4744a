/** So far a condition, and what it controls, is read; minified code has no end in sight. */
const LONGEST = 2000;

const PARAMETERS = String.raw`\([^()]*\)`;
/** Where the body of a function begins that has a name: a declaration or method, a function given to it, an arrow. */
const HEADS = new RegExp(
  [
    String.raw`([\w$]+)\s*${PARAMETERS}\s*(?=\{)`,
    String.raw`([\w$]+)\s*[=:]\s*(?:async\s*)?function\b[^(]*${PARAMETERS}\s*(?=\{)`,
    String.raw`([\w$]+)\s*[=:]\s*(?:async\s*)?(?:${PARAMETERS}|[\w$]+)\s*=>\s*`,
  ].join('|'),
  'g',
);
const OWN_CALLS = /(?:\bthis\s*\.\s*#?|(?<![\w$.#]))([\w$]+)\s*\(/g;
/** A condition's statement is one that leaves, or a block that ends with one. */
const LEAVES =
  /^[^;{]*\)\s*(?:\{?\s*(?:return|break|continue)\b|\{[\s\S]*[;}\s](?:return|break|continue|throw)\b[^;{}]*;?\s*\}$)/;
const STATEMENTS = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'function']);

/**
 * JavaScript source, asked what a condition in it controls. Texts and regular expressions are not told apart from code, so a brace in
 * one may cut an answer short or make it longer.
 */
export class ControlledCode {
  readonly source: string;
  /** Where bodies begin, by the function's name. */
  #bodies: Map<string, number[]> | null = null;
  readonly #bodyTexts = new Map<number, string>();

  constructor(source: string) {
    this.source = source;
  }

  /**
   * What runs when the condition around `from` holds: the rest of its expression and the statement or block behind it, and with it the
   * bodies of the source's functions that are named there.
   */
  *whenTrue(from: number): Generator<string> {
    yield* this.#withBodies(this.#controlled(from));
  }

  /** The same with what those functions call of their own kind in turn: by `this.name(…)` or `name(…)`. */
  *whenTrueInDepth(from: number): Generator<string> {
    const called = new Set<string>();
    for (const code of this.whenTrue(from)) {
      yield code;
      for (const [, name] of code.matchAll(OWN_CALLS)) called.add(name!);
    }
    for (const name of called) yield* this.bodiesOf(name);
  }

  /** The same for when it does not: its `else`, or what follows in the block where the statement leaves it (`if (size <= max) return;`). */
  *whenFalse(from: number): Generator<string> {
    const own = this.#controlled(from);
    const after = from + own.length;
    const otherwise = /^\s*else\b/.exec(this.source.slice(after, after + LONGEST));
    const leaves = LEAVES.test(own);
    if (otherwise !== null) yield* this.#withBodies(this.#statement(after + otherwise[0].length));
    else if (leaves) yield* this.#withBodies(this.#until(after, (depth) => depth < 0));
  }

  /** What a call is given, from behind its opening parenthesis on. */
  given(from: number): string {
    return this.#until(from, (depth) => depth < 0);
  }

  /** Whether the source has a function of this name. */
  hasBody(name: string): boolean {
    this.#bodies ??= bodiesIn(this.source);
    return this.#bodies.has(name);
  }

  /** Bodies of the source's functions that are named in the code. */
  *bodiesOf(code: string): Generator<string> {
    this.#bodies ??= bodiesIn(this.source);
    for (const name of new Set(code.match(/[\w$]+/g) ?? []))
      for (const begin of this.#bodies.get(name) ?? []) yield this.#bodyAt(begin);
  }

  #bodyAt(begin: number): string {
    const known = this.#bodyTexts.get(begin) ?? this.#statement(begin);
    this.#bodyTexts.set(begin, known);
    return known;
  }

  *#withBodies(code: string): Generator<string> {
    yield code;
    yield* this.bodiesOf(code);
  }

  /** From within a condition to the end of the statement that it controls. */
  #controlled(from: number): string {
    const condition = this.#until(from, (depth, char) => depth < 0 || (depth === 0 && char === ';'));
    // The condition's own parenthesis: what follows is its statement.
    const isClosed = this.source[from + condition.length] === ')';
    return isClosed ? `${condition})${this.#statement(from + condition.length + 1)}` : condition;
  }

  /** A block, or what comes up to the end of one statement. */
  #statement(from: number): string {
    const begin = from + /^\s*/.exec(this.source.slice(from, from + LONGEST))![0].length;
    const isBlock = this.source[begin] === '{';
    const code = this.#until(from, (depth, char) => depth < 0 || (depth === 0 && char === (isBlock ? '}' : ';')));
    return this.source.slice(from, from + code.length + 1);
  }

  /** Up to the bracket or mark at which `isEnd` says so; `depth`: brackets that are open after it, fewer than 0 when one from before is closed. */
  #until(from: number, isEnd: (depth: number, char: string) => boolean): string {
    const end = Math.min(this.source.length, from + LONGEST);
    let depth = 0;
    for (let at = from; at < end; at++) {
      const char = this.source[at]!;
      if ('([{'.includes(char)) depth++;
      else if (')]}'.includes(char)) depth--;
      if (isEnd(depth, char)) return this.source.slice(from, at);
    }
    return this.source.slice(from, end);
  }
}

function bodiesIn(source: string): Map<string, number[]> {
  const bodies = new Map<string, number[]>();
  for (const match of source.matchAll(HEADS)) {
    const name = match[1] ?? match[2] ?? match[3]!;
    if (STATEMENTS.has(name)) continue;
    const begins = bodies.get(name);
    if (begins === undefined) bodies.set(name, [match.index + match[0].length]);
    else begins.push(match.index + match[0].length);
  }
  return bodies;
}
