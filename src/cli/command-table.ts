import { isWritableIn, type OptionName, optionRows, policyOptions } from '../options/option-table.ts';

/** A flag that belongs to the command line alone. */
export interface CliFlag {
  readonly name: string;
  /** How its value is named in help; null: it takes none. */
  readonly value: string | null;
  readonly description: string;
}

export interface CommandRow {
  readonly name: CommandName;
  /** What follows the name in the usage line. */
  readonly operands: readonly string[];
  readonly description: string;
  /** Rows of the option table that it understands. */
  readonly options: readonly OptionName[];
  readonly flags: readonly CliFlag[];
  readonly example: string;
}

export type CommandName =
  | 'run'
  | 'verify'
  | 'capture'
  | 'analyze'
  | 'diff'
  | 'inspect'
  | 'redact'
  | 'merge'
  | 'init'
  | 'baseline'
  | 'accept'
  | 'scenario check'
  | 'scenario import';

const json: CliFlag = {
  name: 'json',
  value: 'FILE',
  description: 'Also write the result as JSON; - is stdout, which then holds nothing else.',
};
const quiet: CliFlag = { name: 'quiet', value: null, description: 'No progress.' };
const verbose: CliFlag = { name: 'verbose', value: null, description: 'Show what the service prints.' };
const force: CliFlag = { name: 'force', value: null, description: 'Overwrite files that exist.' };

const reproduce: CliFlag = {
  name: 'reproduce',
  value: 'REPORT',
  description: 'Repeat the shortest run that shows the leak of an earlier report.json; flags given beside it win.',
};

const deterministic: CliFlag = {
  name: 'deterministic',
  value: null,
  description: 'With --reproduce: start node with a fixed seed for Math.random and a steady collector.',
};

const everyOption = optionRows.filter((row) => isWritableIn(row, 'flag')).map((row) => row.name);

export const commandTable: readonly CommandRow[] = [
  {
    name: 'run',
    operands: [],
    description: 'Start the service, load it, and say whether its memory grows with the requests.',
    options: everyOption,
    flags: [reproduce, deterministic, json, quiet, verbose],
    example: "leakgate run --start 'node server.js' --url http://127.0.0.1:3000/",
  },
  {
    name: 'verify',
    operands: ['REPORT'],
    description: 'After a fix: run as for an earlier report.json, and say of each leak in it whether it is gone.',
    options: everyOption,
    flags: [json, quiet, verbose],
    example: 'leakgate verify leakgate-report/report.json',
  },
  {
    name: 'capture',
    operands: ['DIR'],
    description: 'The same up to the snapshots, which are kept in a folder with a manifest.',
    options: everyOption,
    flags: [json, quiet, verbose],
    example: "leakgate capture shots --start 'node server.js' --url http://127.0.0.1:3000/",
  },
  {
    name: 'analyze',
    operands: ['DIR'],
    description: 'The verdict again from a captured folder, without the service.',
    options: [...policyOptions, 'config'],
    flags: [json, quiet],
    example: 'leakgate analyze shots',
  },
  {
    name: 'diff',
    operands: ['A.heapsnapshot', 'B.heapsnapshot'],
    description: 'What B retains more than A, by class and by retainer path; snapshots from any tool.',
    options: [],
    flags: [
      { name: 'requests', value: 'N', description: 'Requests between the two, for growth per request.' },
      json,
      quiet,
    ],
    example: 'leakgate diff before.heapsnapshot after.heapsnapshot --requests 1000',
  },
  {
    name: 'inspect',
    operands: ['FILE'],
    description: 'What one snapshot holds: its largest classes, or one node with its retainers.',
    options: [],
    flags: [
      { name: 'node', value: '@ID', description: 'The node with this id, as Chrome DevTools shows it.' },
      {
        name: 'export',
        value: 'FILE.tsv',
        description: 'Write every node: id, type, name, shallow and retained size, distance.',
      },
      json,
      quiet,
    ],
    example: 'leakgate inspect after.heapsnapshot --node @12345',
  },
  {
    name: 'redact',
    operands: ['FILE'],
    description: 'The snapshot with the contents of strings blanked; structure, sizes and names stay.',
    options: [],
    flags: [
      {
        name: 'output',
        value: 'FILE',
        description: 'Where to write it; by default beside FILE, as .redacted.heapsnapshot.',
      },
      force,
      json,
      quiet,
    ],
    example: 'leakgate redact after.heapsnapshot',
  },
  {
    name: 'baseline',
    operands: [],
    description: 'Record the leaks of the last report as known; a baseline that exists only ever becomes smaller.',
    options: ['report-directory', 'baseline-report', 'config'],
    flags: [{ name: 'force', value: null, description: 'Also record leaks that are new or faster.' }, json, quiet],
    example: 'leakgate baseline',
  },
  {
    name: 'accept',
    operands: ['SIGNATURE'],
    description: 'Accept a leak until a day: writes an entry into leakgate.yml.',
    options: ['report-directory', 'config'],
    flags: [
      { name: 'reason', value: 'TEXT', description: 'Why it is accepted.' },
      { name: 'until', value: 'DAY', description: 'The last day on which it is, such as 2026-12-31.' },
      { name: 'owner', value: 'NAME', description: "Who answers for it; by default git's user.name." },
      json,
      quiet,
    ],
    example: "leakgate accept 'timer | timer list ? | Timeout' --reason 'goes with v2' --until 2026-12-31",
  },
  {
    name: 'merge',
    operands: ['DIR…'],
    description: 'One verdict and one report from the reports of many runs: other services, cells of a matrix, shards.',
    options: ['on-leak', 'on-inconclusive', 'report-directory', 'config'],
    flags: [
      {
        name: 'cells',
        value: 'N',
        description: 'How many reports there must be; by default as many as they announce.',
      },
      json,
      quiet,
    ],
    example: 'leakgate merge reports/api reports/worker',
  },
  {
    name: 'init',
    operands: [],
    description: 'Write .github/workflows/leakgate.yml and a commented leakgate.yml.',
    options: [],
    flags: [force, json, quiet],
    example: 'leakgate init',
  },
  {
    name: 'scenario check',
    operands: [],
    description:
      'Show what the scenario would send, and send each request once, to see that it is answered as expected.',
    options: everyOption,
    flags: [
      { name: 'running', value: null, description: 'The service already runs at url; it is not started.' },
      { name: 'dry-run', value: null, description: 'Show what would be sent and send nothing.' },
      json,
      quiet,
      verbose,
    ],
    example: 'leakgate scenario check --running --url http://127.0.0.1:3000/ --scenario leak-scenario.yml',
  },
  {
    name: 'scenario import',
    operands: ['har|openapi|urls|autocannon|curl', 'SOURCE'],
    description: 'Write a scenario from a HAR, an OpenAPI description, URLs, or a curl or autocannon command.',
    options: [],
    flags: [
      { name: 'out', value: 'FILE', description: 'Write the scenario here instead of on standard output.' },
      { name: 'origin', value: 'URL', description: 'Of a HAR: take the requests to this origin.' },
      { name: 'all-methods', value: null, description: 'Of an OpenAPI description: also take what changes something.' },
      force,
      json,
    ],
    example: 'leakgate scenario import openapi openapi.yml --out leak-scenario.yml',
  },
];

/** `scenario check` is one command of two words. */
export function commandOf(argv: readonly string[]): {
  readonly command: CommandRow | undefined;
  readonly words: number;
} {
  const [first = '', second = ''] = argv;
  const two = commandNamed(`${first} ${second}`);
  return two === undefined ? { command: commandNamed(first), words: 1 } : { command: two, words: 2 };
}

export function commandNamed(name: string): CommandRow | undefined {
  return commandTable.find((row) => row.name === name);
}
