import { isStructured, isWritableIn, type OptionGroup, type OptionRow, optionRows } from './option-table.ts';

const groups: readonly OptionGroup[] = ['Service', 'Load', 'Measurement', 'Verdict', 'Report', 'Review'];

/** A leakgate.yml in which every option is a comment except the two that nobody can do without. `version`: of leakgate, e.g. `1.2.3`. */
export function renderConfigTemplate(version: string): string {
  const schema = `https://raw.githubusercontent.com/${actionReference(version).replace('@', '/')}/src/options/leakgate.schema.json`;
  const parts = [
    `# yaml-language-server: $schema=${schema}`,
    '# Options of leakgate. Inputs of the action and flags of the command line win over this file.',
  ];
  for (const group of groups) {
    parts.push('', `# ${group}`, '');
    for (const row of optionRows.filter((each) => each.group === group && isWritableIn(each, 'file')))
      parts.push(...entryOf(row));
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function entryOf(row: OptionRow): string[] {
  const written = row.name === 'start' || row.name === 'url';
  const value = yamlValue(row);
  const lines = value.startsWith('\n') ? [`${row.name}:`, ...value.slice(1).split('\n')] : [`${row.name}: ${value}`];
  return [`# ${row.description}`, ...lines.map((line) => (written ? line : `# ${line}`)), ''];
}

function yamlValue(row: OptionRow): string {
  const text = row.default ?? row.example;
  if (isStructured(row)) return `\n  - ${row.example}`;
  if (row.kind === 'lines' || row.kind === 'headers') return `\n  - '${row.example}'`;
  return /^[\w./-]+$/.test(text) || /^https?:\/\/\S+$/.test(text) || /^[a-z]+ [\w./]+$/.test(text) ? text : `'${text}'`;
}

/** The workflow that `leakgate init` writes. `version`: of leakgate, e.g. `1.2.3`. */
export function renderWorkflow(version: string): string {
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
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          cache: npm
      - run: npm ci
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
