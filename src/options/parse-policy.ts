import type { AcceptedLeak } from '../policy/accepted-leak.ts';
import {
  growthModes,
  type Level,
  levels,
  type PolicyLimit,
  type RunMetric,
  runMetrics,
} from '../policy/leak-policy.ts';
import { quoted } from './bad-options.ts';
import { didYouMean } from './nearest-name.ts';
import type { Problem, RawValue } from './raw-options.ts';
import { parseSize } from './units.ts';
import { parseYaml } from './yaml-positions.ts';

type Result<T> =
  | { readonly ok: true; readonly value: readonly T[] }
  | { readonly ok: false; readonly problems: Problem[] };

const limitKeys = ['growth-mode', 'endpoint', 'owner', 'max-growth-per-request', 'metric', 'at-most', 'level'] as const;
const requiredKeys = ['signature', 'owner', 'reason', 'until'] as const;
const acceptedKeys = [...requiredKeys, 'max-growth-per-request'] as const;

/** The entries of `limits`, each a mapping in YAML or JSON; every problem with the entry that has it. */
export function parseLimits(raw: RawValue): Result<PolicyLimit> {
  return parseEntries('limits', raw, limitKeys, readLimit);
}

/** The entries of `accepted`; each leak may be accepted once. */
export function parseAccepted(raw: RawValue): Result<AcceptedLeak> {
  const result = parseEntries('accepted', raw, acceptedKeys, readAccepted);
  if (!result.ok) return result;
  const problems = result.value.flatMap(({ signature }, i) =>
    result.value.findIndex((entry) => entry.signature === signature) === i
      ? []
      : [
          {
            option: `accepted[${i}].signature`,
            given: `${quoted(signature)} again (${raw.from})`,
            expected: 'each leak once',
          },
        ],
  );
  return problems.length === 0 ? result : { ok: false, problems };
}

type Entry = Readonly<Record<string, string>>;
type Refuse = (key: string, given: string, expected: string) => null;

function parseEntries<T>(
  option: string,
  raw: RawValue,
  keys: readonly string[],
  read: (entry: Entry, refuse: Refuse) => T | null,
): Result<T> {
  const problems: Problem[] = [];
  const values = raw.texts
    .filter((text) => text.trim() !== '')
    .flatMap((text, i): T[] => {
      const before = problems.length;
      const refuse: Refuse = (key, given, expected) => {
        problems.push({
          option: `${option}[${i}]${key === '' ? '' : `.${key}`}`,
          given: `${given} (${raw.from})`,
          expected,
        });
        return null;
      };
      const entry = readMapping(text, keys, refuse);
      const value = entry === null ? null : read(entry, refuse);
      return value === null || problems.length > before ? [] : [value];
    });
  return problems.length === 0 ? { ok: true, value: values } : { ok: false, problems };
}

/** A mapping of texts and numbers whose keys are known. */
function readMapping(text: string, keys: readonly string[], refuse: Refuse): Entry | null {
  const { document, problems } = parseYaml(text.replace(/^\s*-\s+/, ''), 'entry');
  const content: unknown = problems.length > 0 ? null : document.toJS();
  if (content === null || typeof content !== 'object' || Array.isArray(content))
    return refuse('', quoted(text), `a mapping with some of ${keys.join(', ')}`);
  const entry: Record<string, string> = {};
  let usable = true;
  for (const [key, value] of Object.entries(content)) {
    const why = whyUnusable(key, value, keys);
    if (why === null) entry[key] = String(value).trim();
    else {
      usable = false;
      refuse(key, ...why);
    }
  }
  return usable ? entry : null;
}

function whyUnusable(key: string, value: unknown, keys: readonly string[]): [given: string, expected: string] | null {
  if (!keys.includes(key)) return ['no key of an entry', `one that exists${didYouMean(key, keys)}`];
  if (typeof value !== 'string' && typeof value !== 'number') return ['not a text or a number', 'one of these'];
  return String(value).trim() === '' ? ['empty', 'a value'] : null;
}

function readLimit(entry: Entry, refuse: Refuse): PolicyLimit | null {
  const level = readChoice(entry, 'level', levels, refuse) ?? 'error';
  return entry['metric'] === undefined ? readLeakLimit(entry, level, refuse) : readRunLimit(entry, level, refuse);
}

function readLeakLimit(entry: Entry, level: Level, refuse: Refuse): PolicyLimit | null {
  const { endpoint = null, owner = null } = entry;
  if (entry['at-most'] !== undefined)
    return refuse('at-most', 'given without metric', 'max-growth-per-request, which is for leaks');
  const growthMode = readChoice(entry, 'growth-mode', growthModes, refuse);
  if (entry['growth-mode'] === undefined && endpoint === null && owner === null)
    return refuse('', 'one that picks nothing', 'growth-mode, endpoint, owner or metric, to say what it limits');
  if (entry['max-growth-per-request'] === undefined && entry['level'] === undefined)
    return refuse('', 'one that says nothing', 'max-growth-per-request, level or both');
  const maxGrowthPerRequest = readSize(entry, refuse);
  return { kind: 'leaks', growthMode, endpoint, owner, maxGrowthPerRequest, level };
}

function readSize(entry: Entry, refuse: Refuse): number | null {
  const text = entry['max-growth-per-request'];
  if (text === undefined) return null;
  return bytes.parse(text) ?? refuse('max-growth-per-request', quoted(text), bytes.expected);
}

function readRunLimit(entry: Entry, level: Level, refuse: Refuse): PolicyLimit | null {
  for (const key of ['growth-mode', 'endpoint', 'owner', 'max-growth-per-request']) {
    if (entry[key] !== undefined)
      refuse(key, 'given together with metric', 'another entry: a metric is of the whole process');
  }
  const metric = readChoice(entry, 'metric', runMetrics, refuse);
  const text = entry['at-most'];
  if (text === undefined) return refuse('at-most', 'not given', 'the limit, e.g. at-most: 300MiB');
  if (metric === null) return null;
  const { parse, expected } = readers[metric];
  const atMost = parse(text);
  return atMost === null ? refuse('at-most', quoted(text), expected) : { kind: 'run', metric, atMost, level };
}

const bytes = { parse: parseSize, expected: 'a size such as 8B, 2kB or 1.5MiB' };
const readers: Readonly<Record<RunMetric, { parse: (text: string) => number | null; expected: string }>> = {
  'off-heap-growth-per-request': bytes,
  'peak-heap': bytes,
  'peak-rss': bytes,
  'file-descriptors-per-request': { parse: parseDecimal, expected: 'a number such as 0 or 0.01' },
  'gc-time-share': { parse: parseShare, expected: 'a share from 0% to 100% such as 20%' },
};

function parseDecimal(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function parseShare(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  const share = match === null ? null : Number(match[1]) / 100;
  return share !== null && share <= 1 ? share : null;
}

function readAccepted(entry: Entry, refuse: Refuse): AcceptedLeak | null {
  for (const key of requiredKeys) if (entry[key] === undefined) refuse(key, 'not given', missing[key]);
  const { signature = '', owner = '', reason = '', until = '' } = entry;
  if (until !== '' && !isDay(until)) refuse('until', quoted(until), 'a day such as 2026-12-31');
  const maxGrowthPerRequest = readSize(entry, refuse);
  return { signature, owner, reason, until, ...(maxGrowthPerRequest !== null && { maxGrowthPerRequest }) };
}

const missing: Readonly<Record<(typeof requiredKeys)[number], string>> = {
  signature: 'the signature of the leak, as report.json and the summary show it',
  owner: 'who answers for it',
  reason: 'why it is accepted',
  until: 'the last day on which it is, such as 2026-12-31',
};

/** A day that exists, as `2026-12-31`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function readChoice<T extends string>(entry: Entry, key: string, choices: readonly T[], refuse: Refuse): T | null {
  const text = entry[key];
  if (text === undefined) return null;
  const choice = choices.find((each) => each === text.toLowerCase());
  return choice ?? refuse(key, quoted(text), `one of ${choices.join(', ')}`);
}
