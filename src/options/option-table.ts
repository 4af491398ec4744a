/** What a row's text means; `units.ts` and `parse-value.ts` hold one parser a kind. */
export type ValueKind =
  | 'text'
  | 'lines'
  | 'url'
  | 'inspector'
  | 'path'
  | 'duration'
  | 'size'
  | 'count'
  | 'rate'
  | 'statuses'
  | 'headers'
  | 'method'
  | 'choice'
  | 'boolean'
  | 'limits'
  | 'accepted'
  | 'label'
  | 'shard'
  | 'cell';

export type OptionGroup = 'Service' | 'Load' | 'Measurement' | 'Verdict' | 'Report' | 'Review';

/** Where an option can be written: input of the action, flag of the command line, key of leakgate.yml. */
export type OptionPlace = 'input' | 'flag' | 'file';

export interface OptionRow {
  /** Name of the input, of the flag (`--name`) and of the key in leakgate.yml. */
  readonly name: string;
  readonly group: OptionGroup;
  readonly kind: ValueKind;
  /** One sentence for people. */
  readonly description: string;
  /** As a user would write it; null: none. */
  readonly default: string | null;
  readonly example: string;
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** For `count`, `size` and `duration` (in ms): the smallest value that makes sense, and why when it is not obvious. */
  readonly minimum?: number;
  readonly minimumReason?: string;
  /** Everywhere unless said otherwise. */
  readonly places?: readonly OptionPlace[];
  /** What the runner fills in where a workflow gives no such input: an expression. */
  readonly runnerDefault?: string;
}

/**
 * The one definition of every option. action.yml, `--help`, the schema of leakgate.yml, the table in the README and the
 * files of `leakgate init` are written from these rows.
 */
export const optionTable = [
  {
    name: 'start',
    group: 'Service',
    kind: 'text',
    description: 'Shell command that starts the service.',
    default: null,
    example: 'node server.js',
  },
  {
    name: 'attach',
    group: 'Service',
    kind: 'inspector',
    description: 'Instead of start: the inspector of a Node process that already runs, on this machine.',
    default: null,
    example: '127.0.0.1:9229',
  },
  {
    name: 'working-directory',
    group: 'Service',
    kind: 'path',
    description: 'Folder in which prepare and start run.',
    default: '.',
    example: 'packages/api',
  },
  {
    name: 'prepare',
    group: 'Service',
    kind: 'lines',
    description: 'Shell commands to run before start, one a line; the first that fails ends the run.',
    default: null,
    example: 'npm ci',
  },
  {
    name: 'services',
    group: 'Service',
    kind: 'lines',
    description:
      "What must be up before start, one a line: 'command => address' is started and waited for, an address alone (http://…, tcp://host:port, unix:/path) only waited for.",
    default: null,
    example: 'node mock.js => http://127.0.0.1:4000/',
  },
  {
    name: 'url',
    group: 'Load',
    kind: 'url',
    description:
      'Where the service listens on this machine (http, https, or http+unix://%2Fpath%2Fof.sock/); without a scenario its path is what the load requests.',
    default: null,
    example: 'http://127.0.0.1:3000/',
  },
  {
    name: 'ready-url',
    group: 'Service',
    kind: 'url',
    description:
      'The service is ready when this answers with an expected status; by default url itself, when that is a plain GET.',
    default: null,
    example: 'http://127.0.0.1:3000/health',
  },
  {
    name: 'ready-timeout',
    group: 'Service',
    kind: 'duration',
    description: 'How long the service may take to become ready.',
    default: '60s',
    example: '2m',
    minimum: 100,
  },
  {
    name: 'port-pattern',
    group: 'Service',
    kind: 'text',
    description:
      'For a service that chooses its port at start: regular expression that finds it in the output, in its first group; it takes the place of the port in url.',
    default: null,
    example: 'listening on port (\\d+)',
  },
  {
    name: 'worker-threads',
    group: 'Measurement',
    kind: 'boolean',
    description:
      'Take snapshots of the worker threads that run when the load begins from the start; else they are watched by the size of their heaps, and measured once one of these grows.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'settle-time',
    group: 'Measurement',
    kind: 'duration',
    description:
      'How long to wait before each snapshot, after the connections are closed, for what the service still has to do: as long as its longest timer.',
    default: '0s',
    example: '5s',
  },
  {
    name: 'method',
    group: 'Load',
    kind: 'method',
    description: 'HTTP method of the requests; POST when there is a body, else GET.',
    default: null,
    example: 'POST',
  },
  {
    name: 'headers',
    group: 'Load',
    kind: 'headers',
    description: "Request headers as 'name: value', one a line.",
    default: null,
    example: 'authorization: Bearer test',
  },
  {
    name: 'body',
    group: 'Load',
    kind: 'text',
    description: 'Request body, or @file to read it from a file; placeholders are filled anew for each request.',
    default: null,
    example: '{"id":"[<id>]"}',
  },
  {
    name: 'scenario',
    group: 'Load',
    kind: 'path',
    description:
      'File (YAML or JSON) with the requests to send, instead of method, headers and body; in leakgate.yml also a mapping.',
    default: null,
    example: 'scenario.yml',
  },
  {
    name: 'expect-status',
    group: 'Load',
    kind: 'statuses',
    description: 'Status codes that count as success.',
    default: '200-399',
    example: '200-299,304',
  },
  {
    name: 'connections',
    group: 'Load',
    kind: 'count',
    description: 'Connections that are kept open and used at the same time.',
    default: '10',
    example: '20',
    minimum: 1,
  },
  {
    name: 'rate',
    group: 'Load',
    kind: 'count',
    description: 'Requests per second over all connections; by default as fast as the service answers.',
    default: null,
    example: '200',
    minimum: 1,
  },
  {
    name: 'reconnect-every',
    group: 'Load',
    kind: 'count',
    description: 'Requests after which a connection is closed and a new one made; by default connections are kept.',
    default: null,
    example: '50',
    minimum: 1,
  },
  {
    name: 'request-timeout',
    group: 'Load',
    kind: 'duration',
    description: 'How long one request may take; one that takes longer has failed.',
    default: '10s',
    example: '45s',
    minimum: 100,
  },
  {
    name: 'ramp',
    group: 'Load',
    kind: 'duration',
    description: 'Time over which the load rises to all connections and the full rate, before the warm-up.',
    default: null,
    example: '5s',
    minimum: 100,
  },
  {
    name: 'depth',
    group: 'Measurement',
    kind: 'choice',
    choices: ['quick', 'default', 'thorough'],
    description: 'How much evidence to gather: quick for large leaks, thorough for rare ones.',
    default: 'default',
    example: 'quick',
  },
  {
    name: 'requests',
    group: 'Measurement',
    kind: 'count',
    description: 'Requests per round; by default chosen from the throughput seen in the warm-up.',
    default: null,
    example: '1000',
    minimum: 1,
  },
  {
    name: 'rounds',
    group: 'Measurement',
    kind: 'count',
    description: 'Rounds of load; by default as many as the verdict needs.',
    default: null,
    example: '5',
    minimum: 3,
    minimumReason: 'fewer rounds cannot tell a leak from a cache that fills',
  },
  {
    name: 'warm-up',
    group: 'Measurement',
    kind: 'count',
    description: 'Requests before the first snapshot; by default until the heap grows steadily.',
    default: null,
    example: '2000',
    minimum: 1,
  },
  {
    name: 'time-limit',
    group: 'Measurement',
    kind: 'duration',
    description: 'The whole run ends within this time; without enough evidence by then it is inconclusive.',
    default: '5m',
    example: '10m',
    minimum: 1000,
  },
  {
    name: 'sensitivity',
    group: 'Measurement',
    kind: 'rate',
    description:
      'Objects per request of the rarest leak to be seen with 99 % probability; by default what the depth sees, 1/1000 for thorough.',
    default: null,
    example: '1/2000',
  },
  {
    name: 'positive-control',
    group: 'Measurement',
    kind: 'boolean',
    description:
      'Where no leak is found, plant one of 1 object per request in the service, and decide nothing unless the same rule finds it.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'gc-study',
    group: 'Measurement',
    kind: 'boolean',
    description:
      'Run the scenario under an aggressive collector too, and say how many collections outlive what requests leave behind.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'max-growth-per-request',
    group: 'Verdict',
    kind: 'size',
    description: 'Retained size that a successful request may leave behind; with 0 any confirmed leak fails.',
    default: '0',
    example: '8B',
    minimum: 0,
  },
  {
    name: 'max-growth',
    group: 'Verdict',
    kind: 'size',
    description: 'Retained size that confirmed leaks may add over the whole run; by default there is no such limit.',
    default: null,
    example: '1.5MiB',
    minimum: 0,
  },
  {
    name: 'max-rss-growth-per-request',
    group: 'Verdict',
    kind: 'size',
    description:
      'Resident memory that a request may leave behind, judged in loads without snapshots; by default RSS only warns.',
    default: null,
    example: '1kB',
    minimum: 1,
    minimumReason: 'RSS moves by itself',
  },
  {
    name: 'on-leak',
    group: 'Verdict',
    kind: 'choice',
    choices: ['fail', 'warn'],
    description: 'What a leak does to the job.',
    default: 'fail',
    example: 'warn',
  },
  {
    name: 'on-inconclusive',
    group: 'Verdict',
    kind: 'choice',
    choices: ['fail', 'warn', 'pass'],
    description: 'What a run without a verdict does to the job.',
    default: 'fail',
    example: 'warn',
  },
  {
    name: 'compare',
    group: 'Verdict',
    kind: 'choice',
    choices: ['none', 'base'],
    description:
      'With base the commit that this change starts from is measured too, and only leaks that are new or faster fail.',
    default: 'none',
    example: 'base',
  },
  {
    name: 'base',
    group: 'Verdict',
    kind: 'text',
    description:
      'Branch, tag or commit to compare with; by default the base branch of the pull request, else the default branch.',
    default: null,
    example: 'main',
  },
  {
    name: 'baseline-report',
    group: 'Verdict',
    kind: 'path',
    description:
      'Instead of measuring a base: a report.json of it, or the file that leakgate baseline wrote, to compare with.',
    default: null,
    example: 'leakgate-baseline.json',
  },
  {
    name: 'preset',
    group: 'Verdict',
    kind: 'choice',
    choices: ['strict', 'default', 'adopt'],
    description:
      'With strict known leaks and expired acceptances fail too; with adopt only leaks that a base shows to be new or faster.',
    default: 'default',
    example: 'adopt',
  },
  {
    name: 'limits',
    group: 'Verdict',
    kind: 'limits',
    description:
      'What may grow how much, and what happens when it does: by growth-mode, endpoint or owner, or a metric of the process.',
    default: null,
    example: '{ growth-mode: timer, max-growth-per-request: 8B, level: warn }',
  },
  {
    name: 'accepted',
    group: 'Verdict',
    kind: 'accepted',
    description:
      'Leaks that only warn until a day, and up to max-growth-per-request: signature, owner, reason and until; leakgate accept writes an entry.',
    default: null,
    example:
      "{ signature: growing-collection | Map sessions @ src/store.ts | Session, owner: shop team, reason: goes with v2, until: '2026-12-31', max-growth-per-request: 620B }",
  },
  {
    name: 'on-known',
    group: 'Verdict',
    kind: 'choice',
    choices: ['fail', 'warn'],
    description: 'What a leak does that the base has too, at the same rate or a higher one.',
    default: 'warn',
    example: 'fail',
  },
  {
    name: 'on-expired',
    group: 'Verdict',
    kind: 'choice',
    choices: ['fail', 'warn'],
    description: 'What an accepted leak does when its day has passed, or when nothing has its signature any more.',
    default: 'warn',
    example: 'fail',
  },
  {
    name: 'report-directory',
    group: 'Report',
    kind: 'path',
    description: 'Folder for report.json, summary.md and the snapshots that are kept.',
    default: 'leakgate-report',
    example: 'artifacts/leakgate',
  },
  {
    name: 'keep-snapshots',
    group: 'Report',
    kind: 'boolean',
    description: 'Keep the .heapsnapshot files, to be opened in Chrome DevTools.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'redact-snapshots',
    group: 'Report',
    kind: 'boolean',
    description:
      'Blank the contents of strings in snapshots that are kept; structure, sizes and names of properties stay.',
    default: 'true',
    example: 'false',
  },
  {
    name: 'config',
    group: 'Report',
    kind: 'path',
    description: 'Configuration file with these options as keys; leakgate.yml is read where it exists.',
    default: null,
    example: 'ci/leakgate.yml',
    places: ['input', 'flag'],
  },
  {
    name: 'name',
    group: 'Review',
    kind: 'label',
    description:
      'What this run is called in the comment, the merged report and code scanning; by default the job with the values of its matrix.',
    default: null,
    example: 'api on Node 24',
  },
  {
    name: 'shard',
    group: 'Load',
    kind: 'shard',
    description: 'Only the i-th of n parts of the scenario, so that many machines share its requests.',
    default: null,
    example: '1/3',
  },
  {
    name: 'merge',
    group: 'Review',
    kind: 'lines',
    description: 'Instead of a run: folders with the reports of other runs, one a line, that become one verdict.',
    default: null,
    example: 'reports',
    places: ['input'],
  },
  {
    name: 'cells',
    group: 'Review',
    kind: 'count',
    description:
      'How many reports there are to merge; by default as many as the matrix or the shards that they name have.',
    default: null,
    example: '6',
    minimum: 1,
    places: ['input'],
  },
  {
    name: 'comment',
    group: 'Review',
    kind: 'choice',
    choices: ['never', 'on-change', 'always'],
    description:
      'When to comment on the pull request, where there is a github-token: on-change only says what this change is answerable for.',
    default: 'on-change',
    example: 'never',
    places: ['input', 'file'],
  },
  {
    name: 'github-token',
    group: 'Review',
    kind: 'text',
    description:
      'Token for the comment (pull-requests: write) and the check run (checks: write); nothing else needs one.',
    default: null,
    example: '${{ github.token }}',
    places: ['input'],
  },
  {
    name: 'check-name',
    group: 'Review',
    kind: 'label',
    description: 'Name of a check run of its own on the commit, where there is a github-token; one a cell of a matrix.',
    default: null,
    example: 'leakgate (${{ matrix.service }})',
    places: ['input'],
  },
  {
    name: 'allow-pull-request-target',
    group: 'Review',
    kind: 'boolean',
    description:
      'Run on pull_request_target as well, where the code of any fork would run with the secrets of this repository.',
    default: 'false',
    example: 'true',
    places: ['input', 'flag'],
  },
  {
    name: 'cell',
    group: 'Review',
    kind: 'cell',
    description: 'Filled in by the runner: the job, and the cell of its matrix.',
    default: null,
    example: '{"matrix":{"service":"api"},"strategy":{"job-index":0,"job-total":3}}',
    places: ['input'],
    runnerDefault: '{"matrix":${{ toJSON(matrix) }},"strategy":${{ toJSON(strategy) }}}',
  },
] as const satisfies readonly OptionRow[];

type Rows = (typeof optionTable)[number];
export type OptionName = Rows['name'];

/** The rows as plain rows, for code that walks them. */
export const optionRows: readonly (OptionRow & { readonly name: OptionName })[] = optionTable;

/** Whether an option can be written there. */
export function isWritableIn(row: OptionRow, place: OptionPlace): boolean {
  return row.places?.includes(place) ?? true;
}

export function rowOf(name: OptionName): OptionRow {
  return optionRows.find((row) => row.name === name)!;
}

/** Whether an option takes several values: lines of an input, a repeated flag, a list in the file. */
export function isList(row: OptionRow): boolean {
  return row.kind === 'lines' || row.kind === 'headers' || isStructured(row);
}

/** Whether its values are mappings: YAML or JSON in an input or a flag. */
export function isStructured(row: OptionRow): boolean {
  return row.kind === 'limits' || row.kind === 'accepted';
}

/** Options that decide the verdict from what was captured; all that `leakgate analyze` understands. */
export const policyOptions = [
  'max-growth-per-request',
  'max-growth',
  'preset',
  'limits',
  'accepted',
  'baseline-report',
  'max-rss-growth-per-request',
  'on-leak',
  'on-inconclusive',
  'on-known',
  'on-expired',
  'report-directory',
] as const satisfies readonly OptionName[];

/** What a preset makes of options that nobody wrote. */
export const presetDefaults: Readonly<Record<string, Partial<Record<OptionName, string>>>> = {
  strict: { 'on-known': 'fail', 'on-expired': 'fail' },
  adopt: { 'on-inconclusive': 'warn' },
};

/** Names that people try and that are refused on purpose, with the reason. */
export const refusedOptions: Readonly<Record<string, string>> = {
  pipelining: 'with pipelined requests the amount per round is not exact, and growth per request cannot be judged',
  workers: 'the load runs in one thread so that the number of requests per round is exact',
  duration: 'rounds are counted in requests, not in seconds; set requests and time-limit instead',
};
