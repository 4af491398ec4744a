/** So far a condition, and what it controls, is read; minified code has no end in sight. */
const LONGEST = 2000;

/**
 * What runs when a condition in JavaScript source holds: the rest of its expression and the statement or block behind it, and with it the
 * bodies of functions of the same source that are named there. `from`: where in the condition to begin. Texts and regular expressions are
 * not told apart from code, so a brace in one may cut it short or make it longer.
 */
export function controlledCode(source: string, from: number): string {
  const own = controlledText(source, from);
  const names = new Set(own.match(/[\w$]+/g) ?? []);
  return [own, ...[...names].flatMap((name) => bodiesOf(source, name))].join('\n');
}

/**
 * The same for when the condition does not hold: the `else` branch, or what follows in the block where the statement leaves it (`if (size <=
 * max) return;`); nothing elsewhere.
 */
export function otherwiseCode(source: string, from: number): string {
  const own = controlledText(source, from);
  const after = source.slice(from + own.length, from + own.length + LONGEST);
  const branch = /^\s*else\b/.exec(after);
  const leaves = /^[^;{]*\)\s*\{?\s*(?:return|break|continue)\b/.test(own);
  const rest = branch !== null ? statementAt(after, branch[0].length) : leaves ? restOfBlock(after) : '';
  const names = new Set(rest.match(/[\w$]+/g) ?? []);
  return [rest, ...[...names].flatMap((name) => bodiesOf(source, name))].join('\n');
}

function restOfBlock(source: string): string {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '{') depth++;
    else if (source[at] === '}' && --depth < 0) return source.slice(0, at);
  }
  return source;
}

/** From within a condition to the end of the statement that it controls. */
function controlledText(source: string, from: number): string {
  const end = Math.min(source.length, from + LONGEST);
  let depth = 0;
  for (let at = from; at < end; at++) {
    const char = source[at]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    // The condition's own parenthesis: what follows is its statement.
    if (char === ')' && depth < 0) return source.slice(from, at + 1) + statementAt(source, at + 1);
    if (depth < 0 || (depth === 0 && char === ';')) return source.slice(from, at);
  }
  return source.slice(from, end);
}

/** A block, or what comes up to the end of one statement. */
function statementAt(source: string, from: number): string {
  const begin = from + Math.max(0, source.slice(from, from + LONGEST).search(/\S/));
  const end = Math.min(source.length, begin + LONGEST);
  let depth = 0;
  for (let at = begin; at < end; at++) {
    const char = source[at]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    const isOver = depth === 0 && (char === ';' || (char === '}' && source[begin] === '{'));
    if (depth < 0 || isOver) return source.slice(from, at + 1);
  }
  return source.slice(from, end);
}

/** Bodies of the functions and methods of a name. */
function bodiesOf(source: string, name: string): string[] {
  if (/^(?:if|for|while|switch|catch|return|await|new|this|delete|const|let|var|function|\d.*)$/.test(name)) return [];
  const own = name.replaceAll('$', String.raw`\$`);
  const parameters = String.raw`\([^()]*\)`;
  const heads = [
    String.raw`function\s*\*?\s*${own}\s*${parameters}\s*(?=\{)`,
    // A method.
    String.raw`(?:^|[\s;{},#*])${own}\s*${parameters}\s*(?=\{)`,
    String.raw`\b${own}\s*[=:]\s*(?:async\s*)?function\b[^(]*${parameters}\s*(?=\{)`,
    String.raw`\b${own}\s*[=:]\s*(?:async\s*)?(?:${parameters}|[\w$]+)\s*=>\s*`,
  ];
  return [...source.matchAll(new RegExp(heads.join('|'), 'g'))].map((match) =>
    statementAt(source, match.index + match[0].length),
  );
}
