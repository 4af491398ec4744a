/** A limit that code applies to a container: where its size passes it, entries are removed. */
export interface CodeBound {
  /** The comparison as written, e.g. `cache.size > MAX`. */
  readonly property: string;
  readonly limit: number;
}

/** So far around the comparison a removal is looked for; a longer function hides it from this search, nothing worse. */
const NEARBY = 400;
const REMOVALS = String.raw`\s*(?:\.\s*(?:delete|shift|pop|splice|clear|unshift)\s*\(|\.\s*length\s*=|=\s*(?:new\s|\[|\{|['"\x60]{2}|Object\.create))`;

/**
 * Looks in the source of the scope that holds a container for a comparison of its `size` or `length` (or number of keys) with a
 * number, with a removal from the same container close by, or a text begun anew. The number may be a literal or a constant of the same file. A
 * container that is held this way is bounded although no property declares it. null: nothing of the kind.
 */
export function findCodeBound(source: string, containerName: string): CodeBound | null {
  const name = containerName.split('.').at(-1)!.replace(/^#/, '');
  if (!/^[\w$]+$/.test(name)) return null;
  const own = escapeRegExp(name);
  const size = String.raw`(?:[\w$.]*\b${own}\s*\.\s*(?:size|length)|Object\.keys\(\s*[\w$.]*\b${own}\s*\)\.length)`;
  const number = String.raw`[\w$.]+`;
  const comparison = new RegExp(`(?:${size}\\s*(?:>=?|===?)\\s*(${number})|(${number})\\s*<=?\\s*${size})`, 'g');
  const shortened = String.raw`\b${own}\s*=\s*[\w$.]*\b${own}\s*\.\s*(?:slice|substring|substr|subarray)\s*\(`;
  const removal = new RegExp(`\\b${own}${REMOVALS}|delete\\s+[\\w$.]*\\b${own}\\s*\\[|${shortened}`);
  for (const match of source.matchAll(comparison)) {
    const limit = numberOf(match[1] ?? match[2]!, source);
    if (limit === null || limit < 2) continue;
    const nearby = source.slice(Math.max(0, match.index - NEARBY), match.index + match[0].length + NEARBY);
    if (removal.test(nearby)) return { property: match[0].replaceAll(/\s+/g, ' '), limit };
  }
  return null;
}

/** A literal (`10_000`, `1e4`), or the literal that a constant of the file was given. */
function numberOf(operand: string, source: string): number | null {
  const literal = literalOf(operand);
  if (literal !== null) return literal;
  const name = operand.split('.').at(-1)!;
  const given = new RegExp(`\\b${escapeRegExp(name)}\\s*[=:]\\s*([\\d_][\\d_.e]*)\\b`).exec(source);
  return given === null ? null : literalOf(given[1]!);
}

function literalOf(text: string): number | null {
  if (!/^\d/.test(text)) return null;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : null;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[$.*+?^{}()|[\]\\]/g, String.raw`\$&`);
}
