import {
  isStructured,
  isWritableIn,
  type OptionGroup,
  type OptionName,
  type OptionRow,
  optionRows,
} from './option-table.ts';

const groups: readonly OptionGroup[] = ['Service', 'Load', 'Measurement', 'Verdict', 'Report', 'Review'];

export type PackageManager = 'npm' | 'pnpm' | 'yarn';

/** Options that are known of a project, with their values. */
export type KnownOptions = Readonly<Partial<Record<OptionName, string>>>;

/**
 * A leakgate.yml in which every option is a comment except the two that nobody can do without and those that are known. `version`: of
 * leakgate, e.g. `1.2.3`.
 */
export function renderConfigTemplate(version: string, known: KnownOptions = {}): string {
  const schema = `https://raw.githubusercontent.com/${actionReference(version).replace('@', '/')}/src/options/leakgate.schema.json`;
  const parts = [
    `# yaml-language-server: $schema=${schema}`,
    '# Options of leakgate. Inputs of the action and flags of the command line win over this file.',
  ];
  for (const group of groups) {
    parts.push('', `# ${group}`, '');
    for (const row of optionRows.filter((each) => each.group === group && isWritableIn(each, 'file')))
      parts.push(...entryOf(row, known));
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function entryOf(row: (typeof optionRows)[number], known: KnownOptions): string[] {
  const own = known[row.name];
  const written = row.name === 'start' || row.name === 'url' || own !== undefined;
  const value = own === undefined ? yamlValue(row) : JSON.stringify(own);
  const lines = value.startsWith('\n') ? [`${row.name}:`, ...value.slice(1).split('\n')] : [`${row.name}: ${value}`];
  return [`# ${row.description}`, ...lines.map((line) => (written ? line : `# ${line}`)), ''];
}

function yamlValue(row: OptionRow): string {
  const text = row.default ?? row.example;
  if (isStructured(row)) return `\n  - ${row.example}`;
  if (row.kind === 'lines' || row.kind === 'headers') return `\n  - '${row.example}'`;
  return /^[\w./-]+$/.test(text) || /^https?:\/\/\S+$/.test(text) || /^[a-z]+ [\w./]+$/.test(text) ? text : `'${text}'`;
}

const INSTALL: Readonly<Record<PackageManager, string>> = {
  npm: 'npm ci',
  pnpm: 'pnpm install --frozen-lockfile',
  yarn: 'yarn install --immutable',
};

/**
 * The workflow that `leakgate init` writes. `version`: of leakgate, e.g. `1.2.3`; `manager`: null where no lock file tells one. pnpm and
 * yarn come with Node's corepack.
 */
export function renderWorkflow(version: string, manager: PackageManager | null = 'npm'): string {
  const enable = manager === 'pnpm' || manager === 'yarn' ? '\n      - run: corepack enable' : '';
  const cache = manager === null ? '' : `\n          cache: ${manager}`;
  return `name: leakgate
on:
  pull_request:
permissions:
  contents: read
jobs:
  leakgate:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v5${enable}
      - uses: actions/setup-node@v5
        with:
          node-version: 24${cache}
      - run: ${manager === null ? 'npm install' : INSTALL[manager]}
      # Options stand in leakgate.yml.
      - uses: ${actionReference(version)}
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: leakgate-report
          path: leakgate-report
`;
}

/** How workflows name this action. */
export function actionReference(version: string): string {
  return `leakgate/leakgate@v${Math.max(1, Number(version.split('.')[0]))}`;
}
