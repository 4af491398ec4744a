import { stringify } from 'yaml';
import { optionRows } from './option-table.ts';

/** What the action hands to the steps after it. */
export const outputTable = [
  { name: 'verdict', description: 'pass, leak or inconclusive.' },
  { name: 'findings', description: 'How many leaks were found.' },
  {
    name: 'retained-bytes-per-request',
    description: 'Retained size that each successful request left behind, over all leaks.',
  },
  { name: 'report', description: 'Path of report.json.' },
  { name: 'summary-file', description: 'Path of the summary as Markdown, e.g. for a comment on the pull request.' },
  { name: 'sarif-file', description: 'Path of the leaks as SARIF, for github/codeql-action/upload-sarif.' },
] as const;

/**
 * The action's metadata. Inputs have no `default` there: the runner would hand it on as if the user had written it, and
 * it would win over leakgate.yml. So the defaults stand in the descriptions. Only `cell` has one, which nobody writes.
 */
export function renderActionYml(description: string): string {
  const inputs = optionRows.map((row) => {
    const fallback = row.default === null ? '' : `default ${row.default}; `;
    // GitHub refuses an expression in a description.
    const example = row.example.replaceAll(/\$\{\{ *(.*?) *\}\}/g, '$1');
    const input = { description: `${row.description} (${fallback}e.g. ${example})`, required: false };
    return [row.name, row.runnerDefault === undefined ? input : { ...input, default: row.runnerDefault }] as const;
  });
  const metadata = {
    name: 'leakgate',
    description,
    author: 'leakgate',
    branding: { icon: 'droplet', color: 'blue' },
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputTable.map(({ name, description: text }) => [name, { description: text }])),
    runs: { using: 'node24', main: 'dist/action.js' },
  };
  return `# Written by scripts/generate.ts from src/options/option-table.ts.\n${stringify(metadata, { lineWidth: 0 })}`;
}
