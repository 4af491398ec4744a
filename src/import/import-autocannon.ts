import { readFlags } from './command-flags.ts';
import { bodyOf, type Draft, keepHeaders, pathOf } from './draft.ts';
import { parseUrl } from './import-curl.ts';
import { ImportProblem } from './import-problem.ts';
import { shellWords } from './shell-words.ts';

/** Flags of autocannon 7 and 8 that take a value (`autocannon --help`). */
const valued: Readonly<Record<string, string>> = {
  c: 'connections',
  p: 'pipelining',
  d: 'duration',
  a: 'amount',
  L: 'sampleInt',
  S: 'socketPath',
  w: 'workers',
  W: 'warmup',
  t: 'timeout',
  T: 'title',
  b: 'body',
  F: 'form',
  i: 'input',
  H: 'headers',
  B: 'bailout',
  M: 'maxConnectionRequests',
  O: 'maxOverallRequests',
  r: 'connectionRate',
  R: 'overallRate',
  D: 'reconnectRate',
  m: 'method',
  E: 'expectBody',
  s: 'servername',
};
const longs = [...Object.values(valued), 'har', 'on-port', 'cert', 'key', 'ca', 'statusCodeStats'];

/** What becomes of flags that mean nothing here. */
const reasons: Readonly<Record<string, string>> = {
  pipelining: 'with pipelined requests the amount per round is not exact',
  duration: 'rounds are counted in requests, not in seconds',
  workers: 'the load runs in one thread so that the number of requests per round is exact',
  input: 'its file is named as body-file in the scenario',
  form: 'its parts are named as multipart in the scenario',
  har: 'leakgate scenario import har reads such files',
};

/** An autocannon command line: the request becomes the scenario, the rest options where they mean the same. */
export function importAutocannon(text: string): Draft {
  const words = shellWords(text.trim());
  if (words === null) throw new ImportProblem('an autocannon command whose quotes are closed');
  const start = words.findIndex((word) => /(?:^|\/)autocannon$/.test(word));
  if (start < 0) throw new ImportProblem("a command that begins with 'autocannon' or 'npx autocannon'");
  const { flags, operands, unknown } = readFlags(words.slice(start + 1), { shorts: valued, longs });
  const [first] = operands;
  if (first === undefined) throw new ImportProblem('an autocannon command with a URL');
  const url = parseUrl(first);
  const notes = new Set<string>();
  const last = (name: string): string | undefined => flags.get(name)?.at(-1);
  const headers = keepHeaders(
    (flags.get('headers') ?? []).flatMap((line): (readonly [string, string])[] => {
      const at = line.search(/[:=]/);
      return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
    notes,
  );
  const body = last('body');
  const expectBody = last('expectBody');
  noteRest(flags, unknown, notes);
  return {
    requests: [
      {
        method: (last('method') ?? 'GET').toUpperCase(),
        path: pathOf(url),
        ...(headers && { headers }),
        // The id replacement of autocannon is one of our own placeholders.
        ...(body !== undefined && { body: bodyOf(body, notes) }),
        ...(expectBody !== undefined && { 'expect-body': { matches: `^${escapePattern(expectBody)}$` } }),
      },
    ],
    options: optionsOf(last, notes),
    notes: [...notes],
  };
}

function optionsOf(last: (name: string) => string | undefined, notes: Set<string>): Record<string, number> {
  const names = {
    connections: 'connections',
    overallRate: 'rate',
    reconnectRate: 'reconnect-every',
    amount: 'requests',
  } as const;
  const options: Record<string, number> = {};
  for (const [flag, option] of Object.entries(names)) {
    const value = Number(last(flag));
    if (Number.isSafeInteger(value) && value > 0) options[option] = value;
  }
  const perConnection = Number(last('connectionRate'));
  if (Number.isSafeInteger(perConnection) && perConnection > 0) {
    options.rate ??= perConnection * (options.connections ?? 10);
    notes.add(`The rate of ${perConnection} a connection became a rate of ${options.rate} over all.`);
  }
  return options;
}

const taken = new Set([
  'connections',
  'overallRate',
  'connectionRate',
  'reconnectRate',
  'amount',
  'headers',
  'body',
  'method',
  'expectBody',
  'timeout',
  'title',
  'sampleInt',
]);

function noteRest(flags: ReadonlyMap<string, unknown>, switches: readonly string[], notes: Set<string>): void {
  for (const name of flags.keys()) {
    if (taken.has(name)) continue;
    notes.add(
      `The flag --${name} of autocannon was left out${reasons[name] === undefined ? '' : `: ${reasons[name]}`}.`,
    );
  }
  const meaningful = switches.filter(
    (name) =>
      !/^(?:I|idReplacement|l|latency|n|no-progress|j|json|f|forever|renderStatusCodes|debug|x|excludeErrorStats)$/.test(
        name,
      ),
  );
  for (const name of meaningful)
    notes.add(`The flag ${name.length > 1 ? '--' : '-'}${name} of autocannon was left out.`);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
