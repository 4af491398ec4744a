import { resolve } from 'node:path';
import type { Scenario } from '../load/scenario.ts';
import { decodeBraces, isConstant } from '../load/template.ts';
import type { LeakPolicy } from '../policy/leak-policy.ts';
import { badOptions, quoted } from './bad-options.ts';
import type { Depth, GateOptions, PlanCell, ServiceSource } from './gate-options.ts';
import { isSecretHeader } from './http-fields.ts';
import { originOf } from './loopback-url.ts';
import {
  isWritableIn,
  type OptionName,
  type OptionRow,
  optionRows,
  type optionTable,
  policyOptions,
  presetDefaults,
  rowOf,
} from './option-table.ts';
import type { Shard } from './parse-cell.ts';
import { parseValue, type ValueOfKind } from './parse-value.ts';
import type { Problem, RawSource, RawValue } from './raw-options.ts';
import { resolveScenario } from './resolve-scenario.ts';
import { parsePortPattern, parseServices } from './service-options.ts';

/** The facts about the machine that options are checked against; given, so that resolving stays pure. */
export interface Environment {
  /** Absolute folder that relative paths start from. */
  readonly currentDirectory: string;
  /** Text of a file, or null where it cannot be read. */
  readonly readText: (absolutePath: string) => string | null;
  /** The same as bytes. */
  readonly readBytes: (absolutePath: string) => Uint8Array | null;
  readonly isDirectory: (absolutePath: string) => boolean;
  /** Why nothing can be written into a folder, existing or not, as the clause after "is"; null: something can. */
  readonly whyFolderUnwritable: (absolutePath: string) => string | null;
  /** Whether an environment variable is set. */
  readonly hasVariable: (name: string) => boolean;
  /** GitHub's name of what started the workflow; null: not in one. */
  readonly eventName: string | null;
  /** Id of the job in the workflow; null: not in one. */
  readonly jobId: string | null;
}

/** What the user gave (inputs or flags) and what the configuration file says; the first wins, option by option. */
export interface Sources {
  readonly given: RawSource;
  readonly file: RawSource;
}

/** The part of the options that decides on what was already captured. */
export type Policy = Pick<
  GateOptions,
  keyof LeakPolicy | 'baselineReport' | 'onLeak' | 'onInconclusive' | 'reportDirectory'
>;

/** Objects per request. */
const THOROUGH_SENSITIVITY = 1 / 1000;

type Row = (typeof optionTable)[number];
export type Values = {
  readonly [R in Row as R['name']]: ValueOfKind[R['kind']] | (R['default'] extends string ? never : null);
};

/**
 * Everything the gate needs, or one GateError BAD_OPTIONS that lists every option that cannot be used, what was given
 * and what was expected.
 */
export function resolveOptions(sources: Sources, environment: Environment): GateOptions {
  const { values, problems, isGiven } = parseOptions(sources, () => true);
  problems.push(...findContradictions(values, isGiven), ...findMissing(isGiven, sources.file));
  const directory = resolve(environment.currentDirectory, values['working-directory']);
  if (!environment.isDirectory(directory)) {
    problems.push({ option: 'working-directory', given: quoted(directory), expected: 'a folder that exists' });
  }
  problems.push(...findUnwritable(values, environment), ...findRefusedEvent(values, environment));
  const whole = resolveScenario(values, pick('scenario', sources), environment, problems);
  const scenario = whole === null ? null : shardOf(whole, values.shard, problems);
  const source = resolveSource(values);
  const services = parseServices(values.services ?? [], problems);
  const pattern = values['port-pattern'];
  const portPattern = pattern === null ? null : parsePortPattern(pattern, problems);
  if (problems.length > 0 || scenario === null || source === null || values.url === null) throw badOptions(problems);
  return {
    source,
    workingDirectory: directory,
    services,
    origin: originOf(values.url),
    portPattern,
    ...resolveReady(values, values.url, scenario),
    readyTimeoutMs: values['ready-timeout'],
    scenario,
    connections: values.connections,
    rate: values.rate,
    reconnectEvery: values['reconnect-every'],
    requestTimeoutMs: values['request-timeout'],
    rampMs: values.ramp,
    depth: values.depth as Depth,
    requests: values.requests,
    rounds: values.rounds,
    warmUp: values['warm-up'],
    settleTimeMs: values['settle-time'],
    workerThreads: values['worker-threads'],
    sensitivity: values.sensitivity ?? (values.depth === 'thorough' ? THOROUGH_SENSITIVITY : null),
    positiveControl: values['positive-control'],
    gcStudy: values['gc-study'],
    ...policyOf(values, environment),
    compare: values.compare as GateOptions['compare'],
    base: values.base,
    timeLimitMs: values['time-limit'],
    keepSnapshots: values['keep-snapshots'],
    redactSnapshots: values['redact-snapshots'],
    cell: cellOf(values, environment),
    commandLine: commandLineOf(sources),
  };
}

/** The part of the options that says what is sent where. */
export type LoadTarget = Pick<GateOptions, 'origin' | 'scenario' | 'requestTimeoutMs'>;

/** The same for sending alone, to a service that already runs; how it is started is left unread. */
export function resolveLoadTarget(sources: Sources, environment: Environment): LoadTarget {
  const wanted: readonly OptionName[] = [
    'url',
    'method',
    'headers',
    'body',
    'scenario',
    'expect-status',
    'request-timeout',
  ];
  const { values, problems, isGiven } = parseOptions(sources, (name) => wanted.includes(name));
  const missing = findMissing(isGiven, sources.file).filter(({ option }) => option === 'url');
  problems.push(...findContradictions(values, isGiven), ...missing);
  const scenario = resolveScenario(values, pick('scenario', sources), environment, problems);
  if (problems.length > 0 || scenario === null || values.url === null) throw badOptions(problems);
  return { origin: originOf(values.url), scenario, requestTimeoutMs: values['request-timeout'] };
}

/** Options that say where a run stands and what becomes of its report, which is no part of repeating it. */
const unrepeated: readonly OptionName[] = [
  'config',
  'report-directory',
  'name',
  'allow-pull-request-target',
  'compare',
  'base',
  'baseline-report',
  'accepted',
];

/** The flags that repeat what was given or configured; where the report goes does not belong to it. */
function commandLineOf({ given, file }: Sources): string[] {
  return optionRows.flatMap((row) => {
    const raw =
      unrepeated.includes(row.name) || !isWritableIn(row, 'flag') ? undefined : pick(row.name, { given, file });
    if (raw?.part !== undefined) return flagOf(rowOf('config'), raw.part.file);
    const texts = raw?.texts.filter((text) => text.trim() !== '') ?? [];
    return texts.flatMap((text) => flagOf(row, row.kind === 'headers' ? withoutSecret(text) : text));
  });
}

/** Switches take no value in a word of its own, and a value that looks like a flag needs the equals sign. */
function flagOf({ name, kind }: OptionRow, text: string): string[] {
  return kind === 'boolean' || text.startsWith('-') ? [`--${name}=${text}`] : [`--${name}`, text];
}

/** The command is printed in reports and kept as an artifact, where no runner masks it. */
function withoutSecret(header: string): string {
  const name = header.slice(0, header.indexOf(':'));
  return isSecretHeader(name) ? `${name}: ***` : header;
}

/** The policy alone, for analysing a folder; options of a capture in the configuration file are left unread. */
export function resolvePolicy(sources: Sources, environment: Environment): Policy {
  const isPolicy = (name: OptionName): boolean => (policyOptions as readonly OptionName[]).includes(name);
  const { values, problems } = parseOptions(sources, isPolicy);
  if (problems.length > 0) throw badOptions(problems);
  return policyOf(values, environment);
}

/** The report is written last, when its loss is dearest. */
export function findUnwritable(values: Values, { currentDirectory, whyFolderUnwritable }: Environment): Problem[] {
  const why = whyFolderUnwritable(resolve(currentDirectory, values['report-directory']));
  if (why === null) return [];
  return [
    {
      option: 'report-directory',
      given: `${quoted(values['report-directory'])}, ${why}`,
      expected: 'a folder that can be made and written to',
    },
  ];
}

/** The policy among values that were read. */
export function policyOf(values: Values, { currentDirectory }: Environment): Policy {
  return {
    maxGrowthPerRequest: values['max-growth-per-request'],
    maxGrowth: values['max-growth'],
    limits: values.limits ?? [],
    accepted: values.accepted ?? [],
    baselineReport: values['baseline-report'] === null ? null : resolve(currentDirectory, values['baseline-report']),
    onKnown: values['on-known'] as Policy['onKnown'],
    onExpired: values['on-expired'] as Policy['onExpired'],
    onUncompared: values.preset === 'adopt' ? 'warn' : 'fail',
    maxRssGrowthPerRequest: values['max-rss-growth-per-request'],
    onLeak: values['on-leak'] as Policy['onLeak'],
    onInconclusive: values['on-inconclusive'] as Policy['onInconclusive'],
    reportDirectory: resolve(currentDirectory, values['report-directory']),
  };
}

export interface AllValues {
  readonly values: Values;
  readonly problems: Problem[];
  /** Whether the user wrote it anywhere, well or badly. */
  readonly isGiven: (name: OptionName) => boolean;
}

/** Reads the wanted options; of the others, only the defaults. */
export function parseOptions({ given, file }: Sources, wanted: (name: OptionName) => boolean): AllValues {
  const problems = [...file.problems, ...given.problems];
  const values: Record<string, unknown> = {};
  const refused = new Set(problems.map(({ option }) => option));
  const isGiven = (name: OptionName): boolean => given.options.has(name) || file.options.has(name) || refused.has(name);
  const preset = pick('preset', { given, file })?.texts[0]?.trim().toLowerCase() ?? '';
  for (const row of optionRows) {
    const usual = (Object.hasOwn(presetDefaults, preset) ? presetDefaults[preset]?.[row.name] : null) ?? row.default;
    const fallback: RawValue | undefined = usual === null ? undefined : { texts: [usual], from: 'default' };
    values[row.name] = null;
    const written = wanted(row.name) ? pick(row.name, { given, file }) : undefined;
    for (const raw of [fallback, written]) {
      const parsed = raw === undefined ? null : parseValue(row, raw);
      if (parsed?.ok) values[row.name] = parsed.value;
      else if (parsed !== null) problems.push(...parsed.problems);
    }
  }
  return { values: values as unknown as Values, problems, isGiven };
}

function pick(name: OptionName, { given, file }: Sources): RawValue | undefined {
  return given.options.get(name) ?? file.options.get(name);
}

function findMissing(isGiven: AllValues['isGiven'], file: RawSource): Problem[] {
  if (file.isUnreadable === true) return [];
  const problems: Problem[] = [];
  if (!isGiven('start') && !isGiven('attach')) {
    problems.push({
      option: 'start',
      given: 'not given',
      expected: "the command that starts the service, e.g. 'node server.js' (or attach)",
    });
  }
  if (!isGiven('url')) {
    problems.push({
      option: 'url',
      given: 'not given',
      expected: 'where the service listens, e.g. http://127.0.0.1:3000/',
    });
  }
  return problems;
}

/** Options that are fine alone and cannot be meant together. */
function findContradictions(values: Values, isGiven: AllValues['isGiven']): Problem[] {
  const problems: Problem[] = [];
  const refuse = (option: string, given: string, expected: string): void =>
    void problems.push({ option, given, expected });
  if (values.compare === 'base') {
    if (isGiven('attach') && !isGiven('start'))
      refuse('compare', 'base together with attach', 'start, because the base has to be started as well');
    if (isGiven('baseline-report')) refuse('baseline-report', 'given together with compare: base', 'one of the two');
  } else if (isGiven('base')) refuse('base', 'given without compare: base', 'both');
  if (isGiven('start') && isGiven('attach')) refuse('attach', 'given together with start', 'one of the two');
  if (isGiven('port-pattern') && values.url?.protocol === 'http+unix:')
    refuse('port-pattern', 'given together with a Unix socket in url', 'an http or https URL, whose port it finds');
  if (values.url?.port === '0' && !isGiven('port-pattern'))
    refuse('url', quoted(values.url.href), 'the port on which the service listens, or port-pattern, which finds it');
  if (values['settle-time'] >= values['time-limit'])
    refuse('settle-time', `${values['settle-time'] / 1000}s`, `less than time-limit, ${values['time-limit'] / 1000}s`);
  for (const name of ['prepare', 'services', 'port-pattern'] as const) {
    if (isGiven('attach') && !isGiven('start') && isGiven(name)) {
      refuse(name, 'given together with attach', 'start, because an attached service already runs');
    }
  }
  for (const name of ['method', 'headers', 'body'] as const) {
    if (isGiven('scenario') && isGiven(name))
      refuse(name, 'given together with scenario', 'it inside the scenario file');
  }
  if (values.sensitivity !== null && isGiven('requests')) {
    refuse('sensitivity', 'given together with requests', 'one of the two: it decides how many requests a round takes');
  }
  if (values.body !== null && (values.method === 'GET' || values.method === 'HEAD')) {
    refuse('body', `given together with method ${values.method}`, 'no body, or another method');
  }
  problems.push(...findNumberContradictions(values));
  return problems;
}

/**
 * On pull_request_target the workflow has the secrets and the write token of the repository, while the code of the pull
 * request, which anybody can open, would run.
 */
function findRefusedEvent(values: Values, { eventName }: Environment): Problem[] {
  if (eventName !== 'pull_request_target' || values['allow-pull-request-target']) return [];
  return [
    {
      option: 'on',
      given: 'pull_request_target in this workflow',
      expected:
        'pull_request, because anybody could open a pull request whose code runs with the secrets of this repository (allow-pull-request-target allows it all the same)',
    },
  ];
}

function cellOf({ name, shard, cell }: Values, { jobId }: Environment): PlanCell {
  const place = jobId === null ? null : (cell?.place ?? null);
  const values = cell?.values.join(', ') ?? '';
  const named = jobId === null || values === '' ? jobId : `${jobId} (${values})`;
  return { name: name ?? named, shard, job: place === null ? null : { id: jobId!, ...place } };
}

/** Every n-th request, so that neighbours, which are often alike, land in different parts. */
function shardOf(scenario: Scenario, shard: Shard | null, problems: Problem[]): Scenario {
  if (shard === null) return scenario;
  const requests = scenario.requests.filter((_, at) => at % shard.total === shard.index - 1);
  if (requests.length > 0) return { ...scenario, requests };
  const count = scenario.requests.length;
  problems.push({
    option: 'shard',
    given: `${shard.index}/${shard.total}`,
    expected: `at most ${count} ${count === 1 ? 'part' : 'parts'}, one for each request of the scenario`,
  });
  return scenario;
}

function findNumberContradictions(values: Values): Problem[] {
  const problems: Problem[] = [];
  const { connections, requests, rate, rounds } = values;
  for (const name of ['requests', 'warm-up', 'rate'] as const) {
    const count = values[name];
    if (count === null || count >= connections) continue;
    const why = name === 'rate' ? 'each sends at least one request a second' : 'each sends at least one request';
    problems.push({
      option: name,
      given: String(count),
      expected: `at least the number of connections, ${connections}: ${why}`,
    });
  }
  for (const option of ['ready-timeout', 'ramp'] as const) {
    const time = values[option];
    if (time === null || time < values['time-limit']) continue;
    problems.push({
      option,
      given: `${time / 1000}s`,
      expected: `less than time-limit, ${values['time-limit'] / 1000}s`,
    });
  }
  const loadMs = requests === null || rate === null ? 0 : ((rounds ?? 3) * requests * 1000) / rate;
  if (loadMs > values['time-limit']) {
    problems.push({
      option: 'time-limit',
      given: `${values['time-limit'] / 1000}s`,
      expected: `at least ${Math.ceil(loadMs / 1000)}s for ${rounds ?? 3} rounds of ${requests} requests at ${rate} per second`,
    });
  }
  return problems;
}

function resolveSource(values: Values): ServiceSource | null {
  if (values.attach !== null) return { kind: 'attach', inspector: values.attach };
  return values.start === null ? null : { kind: 'start', command: values.start, prepare: values.prepare ?? [] };
}

/**
 * Without a ready-url the service is ready when it answers the request that the load sends, if that is a plain GET;
 * else when its origin answers at all: many services have nothing at `/`. Beside a scenario the path of url is there for nothing else, but one
 * with placeholders names nothing that the service knows.
 */
function resolveReady(
  values: Values,
  url: URL,
  { requests, around }: Scenario,
): Pick<GateOptions, 'readyUrl' | 'readyStatus'> {
  const given = values['ready-url'];
  if (given !== null) return { readyUrl: given.href, readyStatus: values['expect-status'] };
  const only = requests.length === 1 && around === undefined ? requests[0] : undefined;
  if (only?.kind === 'http' && only.method === 'GET' && only.client === undefined && isConstant(only.path)) {
    return { readyUrl: `${originOf(url)}${only.path}`, readyStatus: only.expectStatus };
  }
  const asked = url.pathname + url.search;
  const path = values.scenario !== null && isConstant(decodeBraces(asked)) ? asked : '/';
  return { readyUrl: `${originOf(url)}${path}`, readyStatus: [[100, 499]] };
}
