/** A limit that code applies to a container: where its size passes it entries are removed, or its places are taken again. */
export interface CodeBound {
  /** As written, e.g. `cache.size > MAX` or `ring[n++ % SIZE] =`. */
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
  const own = wordOf(containerName);
  if (own === null) return null;
  const size = String.raw`(?:[\w$.]*\b${own}\s*\.\s*(?:size|length)|Object\.keys\(\s*[\w$.]*\b${own}\s*\)\.length)`;
  const number = String.raw`[\w$.]+`;
  const comparison = new RegExp(`(?:${size}\\s*(?:>=?|===?)\\s*(${number})|(${number})\\s*<=?\\s*${size})`, 'g');
  const shortened = String.raw`\b${own}\s*=\s*[\w$.]*\b${own}\s*\.\s*(?:slice|substring|substr|subarray)\s*\(`;
  const removal = new RegExp(`\\b${own}${REMOVALS}|delete\\s+[\\w$.]*\\b${own}\\s*\\[|${shortened}`);
  for (const match of source.matchAll(comparison)) {
    const nearby = source.slice(Math.max(0, match.index - NEARBY), match.index + match[0].length + NEARBY);
    const bound = removal.test(nearby) ? boundOf(match[0], match[1] ?? match[2]!, source) : null;
    if (bound !== null) return bound;
  }
  return null;
}

/**
 * The same for one array whose places are taken again: it is assigned to at a place that is counted modulo a number or begins anew at
 * it, or it was made at its full length and nothing is pushed to it.
 */
export function findRingBound(source: string, containerName: string): CodeBound | null {
  const own = wordOf(containerName);
  if (own === null) return null;
  const assigned = String.raw`\s*\]\s*=(?!=)`;
  const number = String.raw`([\w$.]+)`;
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
  for (const form of forms) {
    const match = new RegExp(form).exec(source);
    const bound = match === null ? null : boundOf(match[0], match[1]!, source);
    if (bound !== null) return bound;
  }
  return null;
}

/** The container's own name in an expression; null for what is no variable or property. */
function wordOf(containerName: string): string | null {
  const name = containerName.split('.').at(-1)!.replace(/^#/, '');
  return /^[\w$]+$/.test(name) ? escapeRegExp(name) : null;
}

function boundOf(written: string, operand: string, source: string): CodeBound | null {
  const limit = numberOf(operand, source);
  return limit === null || limit < 2 ? null : { property: written.replaceAll(/\s+/g, ' '), limit };
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
