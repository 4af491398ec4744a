import { type RandomStream, randomBelow, randomBytes } from './seeded-random.ts';

/** What a template is filled from; one per request, so that `{{id}}` is the same in its path, headers and body. */
export interface TemplateContext {
  /** Number of the request, counted from 1 over the whole run. */
  readonly seq: number;
  readonly random: RandomStream;
}

/** A text with its placeholders compiled; call it once per request. */
export type Template = (context: TemplateContext) => string;

/** Whether a text has no placeholders: it is the same for every request. */
export function isConstant(text: string): boolean {
  return decodeBraces(text).search(placeholder) === -1;
}

/** Longest text that one placeholder may produce, in random bytes. */
const maxRandomBytes = 16 * 1024 * 1024;

const known = '{{id}}, {{seq}}, {{uuid}}, {{randomBytes 4096}}, {{pick a b c}}';

/** `{{name words…}}`, or autocannon's `[<id>]` as users of its `idReplacement` write it, plain or URL-encoded. */
const placeholder = /\{\{\s*([A-Za-z][\w-]*)((?:\s+[^\s{}]+)*)\s*\}\}|\[<id>\]|(?:\[|%5B)%3Cid%3E(?:\]|%5D)/gi;

/**
 * Compiles a text with placeholders:
 * `{{id}}` and `[<id>]` — `req-17`, unique per request and equal within one;
 * `{{seq}}` — `17`; `{{uuid}}` — a version 4 UUID, new at each place;
 * `{{randomBytes N}}` — N random bytes as 2·N hexadecimal digits (`{{randomBytes 2048}}` is 4 KiB of hex);
 * `{{pick a b c}}` — one of the words.
 * Everything random comes from the context's stream, so a run can be repeated exactly. In a path (`encode: true`)
 * words are percent-encoded, and braces that a URL parser has encoded are understood.
 * Throws on what `checkTemplates` complains about.
 */
export function compileTemplate(text: string, { encode = false }: { encode?: boolean } = {}): Template {
  const source = encode ? decodeBraces(text) : text;
  const problems = checkTemplates(source);
  if (problems.length > 0) throw new TypeError(problems[0]);
  const parts: (string | Template)[] = [];
  let from = 0;
  for (const match of source.matchAll(placeholder)) {
    parts.push(source.slice(from, match.index), fillerOf(match, encode));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return () => source;
  parts.push(source.slice(from));
  return (context) => parts.map((part) => (typeof part === 'string' ? part : part(context))).join('');
}

/** Problems of the placeholders in a text, each a sentence with what was expected; empty when there are none. */
export function checkTemplates(text: string): string[] {
  const source = decodeBraces(text);
  const problems = [...source.matchAll(placeholder)].flatMap((match) => problemOf(match) ?? []);
  const unclosed = source.replaceAll(placeholder, '').match(/\{\{\s*[A-Za-z][\w-]*/);
  if (unclosed) problems.push(`the template ${unclosed[0]} is not closed: expected }} after it`);
  return problems;
}

function problemOf(match: RegExpMatchArray): string | null {
  const [written, name] = match;
  const words = wordsOf(match);
  switch (name) {
    case undefined:
    case 'id':
    case 'seq':
    case 'uuid':
      return words.length === 0 ? null : `the template ${written} takes no words: expected {{${name}}}`;
    case 'randomBytes': {
      const count = Number(words[0]);
      const fits = words.length === 1 && Number.isInteger(count) && count >= 1 && count <= maxRandomBytes;
      return fits
        ? null
        : `the template ${written} needs one number of bytes from 1 to ${maxRandomBytes}, e.g. {{randomBytes 4096}}`;
    }
    case 'pick':
      return words.length > 0 ? null : `the template ${written} needs words to pick from, e.g. {{pick a b c}}`;
    default:
      return `unknown template ${written}: expected one of ${known}`;
  }
}

function fillerOf(match: RegExpMatchArray, encode: boolean): Template {
  const words = wordsOf(match).map((word) => (encode ? encodeURIComponent(word) : word));
  switch (match[1]) {
    case 'seq':
      return ({ seq }) => String(seq);
    case 'uuid':
      return ({ random }) => uuidOf(randomBytes(random, 16));
    case 'randomBytes':
      return ({ random }) => randomBytes(random, Number(words[0])).toString('hex');
    case 'pick':
      return ({ random }) => words[randomBelow(random, words.length)]!;
    default:
      return ({ seq }) => `req-${seq}`;
  }
}

function wordsOf(match: RegExpMatchArray): string[] {
  return (match[2] ?? '').split(/\s+/).filter((word) => word !== '');
}

/** RFC 9562, version 4: 122 random bits. */
function uuidOf(bytes: Buffer): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `new URL()` writes `{{pick a b}}` as `%7B%7Bpick%20a%20b%7D%7D` in a path and as `{{pick%20a%20b}}` in a query. */
function decodeBraces(text: string): string {
  return text.replaceAll(
    /(?:\{\{|%7B%7B)([^{}]*?)(?:\}\}|%7D%7D)/gi,
    (_, inner: string) => `{{${inner.replaceAll('%20', ' ')}}}`,
  );
}
