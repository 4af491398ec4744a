import { type RandomStream, randomBelow, randomBytes } from './seeded-random.ts';

/** What a template is filled from; one per request, so that `{{id}}` is the same in its path, headers and body. */
export interface TemplateContext {
  /** Number of the request, counted from 1 over the whole run. */
  readonly seq: number;
  readonly random: RandomStream;
  /** What earlier steps have saved; absent: nothing. */
  readonly saved?: ReadonlyMap<string, string>;
}

/** A text with its placeholders compiled; call it once per request. Throws MissingValue. */
export type Template = (context: TemplateContext) => string;

/** A step needs what an earlier one should have saved and did not. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';

  constructor(name: string) {
    super(`{{${name}}} was not saved`);
  }
}

/** How filled-in words are written: as they are, percent-encoded for a path, or escaped for the inside of a JSON string. */
export type Encoding = 'plain' | 'path' | 'json';

/** What placeholders may refer to beside what is built in. */
export interface Names {
  /** Saved by steps before. */
  readonly saved: readonly string[];
  /** Whether the environment has a variable; absent: `{{env NAME}}` is not checked. */
  readonly hasVariable?: (name: string) => boolean;
}

/** Names of placeholders that nothing can be saved under. */
export const builtInNames = ['id', 'seq', 'uuid', 'randomBytes', 'pick', 'env'] as const;

/** Whether a text has no placeholders: it is the same for every request. */
export function isConstant(text: string): boolean {
  return decodeBraces(text).search(placeholder) === -1;
}

/** Longest text that one placeholder may produce, in random bytes. */
const maxRandomBytes = 16 * 1024 * 1024;

const known = '{{id}}, {{seq}}, {{uuid}}, {{randomBytes 4096}}, {{pick a b c}}, {{env NAME}}';

/** `{{name words…}}`, or autocannon's `[<id>]` as users of its `idReplacement` write it, plain or URL-encoded. */
const placeholder = /\{\{\s*([A-Za-z][\w-]*)((?:\s+[^\s{}]+)*)\s*\}\}|\[<id>\]|(?:\[|%5B)%3Cid%3E(?:\]|%5D)/gi;

/**
 * Compiles a text with placeholders:
 * `{{id}}` and `[<id>]` — `req-17`, unique per request and equal within one;
 * `{{seq}}` — `17`; `{{uuid}}` — a version 4 UUID, new at each place;
 * `{{randomBytes N}}` — N random bytes as 2·N hexadecimal digits (`{{randomBytes 2048}}` is 4 KiB of hex);
 * `{{pick a b c}}` — one of the words; `{{env NAME}}` — a variable of leakgate's environment, for secrets;
 * any other name — what a step before has saved under it.
 * Everything random comes from the context's stream, so a run can be repeated exactly. In a path braces that a URL
 * parser has encoded are understood. Throws on what `checkTemplates` complains about, names aside.
 */
export function compileTemplate(text: string, encoding: Encoding = 'plain'): Template {
  const source = encoding === 'path' ? decodeBraces(text) : text;
  const problems = checkTemplates(source, anyNames);
  if (problems.length > 0) throw new TypeError(problems[0]);
  const parts: (string | Template)[] = [];
  let from = 0;
  for (const match of source.matchAll(placeholder)) {
    parts.push(source.slice(from, match.index), fillerOf(match, encoders[encoding]));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return () => source;
  parts.push(source.slice(from));
  return (context) => parts.map((part) => (typeof part === 'string' ? part : part(context))).join('');
}

const anyNames = 'any';

const encoders: Readonly<Record<Encoding, (word: string) => string>> = {
  plain: (word) => word,
  path: encodeURIComponent,
  json: (word) => JSON.stringify(word).slice(1, -1),
};

/**
 * Problems of the placeholders in a text, each a sentence with what was expected; empty when there are none. Without
 * `names` nothing was saved before.
 */
export function checkTemplates(text: string, names: Names | typeof anyNames = { saved: [] }): string[] {
  const source = decodeBraces(text);
  const problems = [...source.matchAll(placeholder)].flatMap((match) => problemOf(match, names) ?? []);
  const unclosed = source.replaceAll(placeholder, '').match(/\{\{\s*[A-Za-z][\w-]*/);
  if (unclosed) problems.push(`the template ${unclosed[0]} is not closed: expected }} after it`);
  return problems;
}

function problemOf(match: RegExpMatchArray, names: Names | typeof anyNames): string | null {
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
    case 'env':
      if (words.length !== 1) return `the template ${written} needs the name of one variable, e.g. {{env API_TOKEN}}`;
      return names === anyNames || (names.hasVariable?.(words[0]!) ?? true)
        ? null
        : `the template ${written} needs the environment variable ${words[0]}, which is not set`;
    default:
      return names === anyNames || (words.length === 0 && names.saved.includes(name))
        ? null
        : `unknown template ${written}: expected one of ${known}${orSaved(names.saved)}`;
  }
}

function orSaved(saved: readonly string[]): string {
  return saved.length === 0
    ? ''
    : `, or what a step before has saved: ${saved.map((name) => `{{${name}}}`).join(', ')}`;
}

function fillerOf(match: RegExpMatchArray, encode: (word: string) => string): Template {
  const name = match[1];
  const words = wordsOf(match);
  switch (name) {
    case undefined:
    case 'id':
      return ({ seq }) => `req-${seq}`;
    case 'seq':
      return ({ seq }) => String(seq);
    case 'uuid':
      return ({ random }) => uuidOf(randomBytes(random, 16));
    case 'randomBytes':
      return ({ random }) => randomBytes(random, Number(words[0])).toString('hex');
    case 'pick':
      return ({ random }) => encode(words[randomBelow(random, words.length)]!);
    case 'env':
      return () => encode(required(process.env[words[0]!], `env ${words[0]}`));
    default:
      return ({ saved }) => encode(required(saved?.get(name), name));
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new MissingValue(name);
  return value;
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
export function decodeBraces(text: string): string {
  return text.replaceAll(
    /(?:\{\{|%7B%7B)([^{}]*?)(?:\}\}|%7D%7D)/gi,
    (_, inner: string) => `{{${inner.replaceAll('%20', ' ')}}}`,
  );
}
