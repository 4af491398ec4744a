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

/** From within a condition to the end of the statement that it controls. */
function controlledText(source: string, from: number): string {
  const end = Math.min(source.length, from + LONGEST);
  let depth = 0;
  for (let at = from; at < end; at++) {
    const char = source[at]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    // The condition's own parenthesis: what follows is its statement.
    if (char === ')' && depth < 0) return source.slice(from, at) + statementAt(source, at + 1);
    if (depth < 0 || (depth === 0 && char === ';')) return source.slice(from, at);
  }
  return source.slice(from, end);
}

/** A block, or what comes up to the end of one statement. */
function statementAt(source: string, from: number): string {
  const begin = from + source.slice(from, from + LONGEST).search(/\S/);
  const end = Math.min(source.length, begin + LONGEST);
  let depth = 0;
  for (let at = begin; at < end; at++) {
    const char = source[at]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    const isOver = depth === 0 && (char === ';' || (char === '}' && source[begin] === '{'));
    if (depth < 0 || isOver) return source.slice(begin, at + 1);
  }
  return source.slice(begin, end);
}

/** Bodies of the functions and methods of a name. */
function bodiesOf(source: string, name: string): string[] {
  if (/^(?:if|for|while|switch|catch|return|await|new|this|delete|const|let|var|function|\d.*)$/.test(name)) return [];
  const own = name.replaceAll('$', String.raw`\$`);
  const head = new RegExp(
    String.raw`(?:function\s*\*?\s*${own}\s*\([^)]*\)|(?:^|[\s;{},#*])${own}\s*\([^()]*\)|\b${own}\s*[=:]\s*(?:async\s*)?(?:function\b[^(]*)?(?:\([^()]*\)|[\w$]+)\s*(?:=>)?)\s*\{`,
    'g',
  );
  return [...source.matchAll(head)].map((match) => statementAt(source, match.index + match[0].length - 1));
}
