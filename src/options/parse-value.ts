import type { AcceptedLeak } from '../policy/accepted-leak.ts';
import type { PolicyLimit } from '../policy/leak-policy.ts';
import { quoted } from './bad-options.ts';
import { methods, parseHeader } from './http-fields.ts';
import { parseInspectorUrl, parseLoopbackUrl, type UrlResult, withoutPassword } from './loopback-url.ts';
import { isList, type OptionRow, type ValueKind } from './option-table.ts';
import { type JobCell, parseCell, parseLabel, parseShard, type Shard } from './parse-cell.ts';
import { parseAccepted, parseLimits } from './parse-policy.ts';
import type { Problem, RawValue } from './raw-options.ts';
import { parseCount, parseDuration, parseRate, parseSize, parseStatuses } from './units.ts';

/** What a text of each kind becomes. */
export interface ValueOfKind {
  readonly text: string;
  readonly lines: readonly string[];
  readonly url: URL;
  readonly inspector: string;
  readonly path: string;
  /** ms */
  readonly duration: number;
  /** bytes */
  readonly size: number;
  readonly count: number;
  /** per request */
  readonly rate: number;
  readonly statuses: readonly (readonly [number, number])[];
  /** Lower-cased names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  readonly choice: string;
  readonly boolean: boolean;
  readonly limits: readonly PolicyLimit[];
  readonly accepted: readonly AcceptedLeak[];
  readonly label: string;
  readonly shard: Shard;
  readonly cell: JobCell;
}

export type Parsed =
  | { readonly ok: true; readonly value: ValueOfKind[ValueKind] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads one option as its row says; the problems name the option, what was given, where, and what was expected. */
export function parseValue(row: OptionRow, raw: RawValue): Parsed {
  if (!isList(row) && raw.texts.length !== 1) {
    return refuse(row, raw, `given ${raw.texts.length} times`, 'one value');
  }
  if (raw.texts.every((text) => text.trim() === '')) return refuse(row, raw, 'empty', `a value such as ${row.example}`);
  if (row.kind === 'headers') return parseHeaders(row, raw);
  if (row.kind === 'limits') return parseLimits(raw);
  if (row.kind === 'accepted') return parseAccepted(raw);
  if (row.kind === 'lines') return { ok: true, value: raw.texts.filter((text) => text.trim() !== '') };
  const text = raw.texts[0]!;
  const result = parseText(row, text);
  return 'expected' in result
    ? refuse(row, raw, quoted(withoutPassword(text)), result.expected)
    : { ok: true, value: result.value };
}

/** Node's timers hold 24.8 days; no run has reason to last one. */
const LONGEST_MS = 24 * 3_600_000;

type TextResult = { readonly value: ValueOfKind[ValueKind] } | { readonly expected: string };

function parseText(row: OptionRow, text: string): TextResult {
  switch (row.kind) {
    case 'url':
      return fromUrl(parseLoopbackUrl(text.trim()), (url) => url);
    case 'inspector':
      return fromUrl(parseInspectorUrl(text.trim()), (url) => url.href);
    case 'duration':
      return (parseDuration(text) ?? 0) > LONGEST_MS
        ? { expected: 'a time of at most 24h' }
        : atLeast(row, parseDuration(text), 'a time such as 500ms, 30s or 2m', (ms) => `${ms / 1000}s`);
    case 'size':
      return atLeast(row, parseSize(text), 'a size such as 8B, 2kB or 1.5MiB', String);
    case 'count':
      return atLeast(row, parseCount(text), 'a whole number', String);
    case 'rate':
      return orExpected(parseRate(text), 'objects per request such as 1/1000, more than 0 and at most 1');
    case 'statuses':
      return orExpected(parseStatuses(text), 'status codes from 100 to 599 such as 200-299,304');
    case 'method':
      return oneOf(methods, text.trim().toUpperCase());
    case 'choice':
      return oneOf(row.choices ?? [], text.trim().toLowerCase());
    case 'boolean':
      return orExpected({ true: true, false: false }[text.trim().toLowerCase()] ?? null, 'true or false');
    case 'label':
      return orExpected(parseLabel(text), 'one line of at most 100 characters');
    case 'shard':
      return orExpected(parseShard(text), 'i/n with i from 1 to n, such as 1/3');
    case 'cell':
      return orExpected(parseCell(text), 'the contexts matrix and strategy as JSON, which the runner fills in');
    case 'path':
      return { value: text.trim() };
    default:
      return { value: text };
  }
}

function fromUrl<T extends URL | string>(result: UrlResult, of: (url: URL) => T): TextResult {
  return result.ok ? { value: of(result.url) } : { expected: result.expected };
}

function orExpected(value: ValueOfKind[ValueKind] | null, expected: string): TextResult {
  return value === null ? { expected } : { value };
}

function atLeast(row: OptionRow, value: number | null, form: string, show: (value: number) => string): TextResult {
  const minimum = row.minimum ?? 0;
  if (value !== null && value >= minimum) return { value };
  const reason = row.minimumReason === undefined ? '' : ` (${row.minimumReason})`;
  return { expected: minimum === 0 ? form : `${form}, at least ${show(minimum)}${reason}` };
}

function oneOf(choices: readonly string[], text: string): TextResult {
  return choices.includes(text) ? { value: text } : { expected: `one of ${choices.join(', ')}` };
}

function parseHeaders(row: OptionRow, raw: RawValue): Parsed {
  const headers: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const line of raw.texts.filter((text) => text.trim() !== '')) {
    const header = parseHeader(line);
    if (!header.ok)
      problems.push({ option: row.name, given: `${quoted(line)} (${raw.from})`, expected: header.expected });
    else if (header.name in headers) {
      problems.push({ option: row.name, given: `'${header.name}' twice (${raw.from})`, expected: 'each header once' });
    } else headers[header.name] = header.value;
  }
  return problems.length === 0 ? { ok: true, value: headers } : { ok: false, problems };
}

function refuse(row: OptionRow, raw: RawValue, given: string, expected: string): Parsed {
  return { ok: false, problems: [{ option: row.name, given: `${given} (${raw.from})`, expected }] };
}
