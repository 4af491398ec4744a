import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DETECTORS } from '../src/growth/growth-mode.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** In this order on every page. */
const SECTIONS = [
  'What it finds',
  'Example that leaks',
  'Example that does not',
  'How it decides',
  'Known limits',
  'How to fix',
];
/** Files beside the detectors that are none. */
const SHARED = ['detector'];

/** Every part that a detector lacks, each a sentence: source, page, examples, unit test, leaky and steady service, schema. */
export function checkDetectors(folder: string = root): string[] {
  const detectors = join(folder, 'src/growth/detectors');
  const files = existsSync(detectors) ? readdirSync(detectors) : [];
  const names = [...new Set(files.map((file) => file.replace(/\.(ts|md)$/, '')))].filter(
    (name) => !SHARED.includes(name),
  );
  const modes = DETECTORS.map(({ mode }) => mode as string);
  return [
    ...modes.filter((mode) => !names.includes(mode)).map((mode) => `${mode} has no file in src/growth/detectors`),
    ...names
      .filter((name) => !modes.includes(name))
      .map((name) => `${name} is not among the DETECTORS of growth-mode.ts`),
    ...schemaProblems(folder, modes),
    ...names.flatMap((name) => partsMissing(folder, name)),
  ];
}

function schemaProblems(folder: string, modes: readonly string[]): string[] {
  const file = join(folder, 'src/report/leak-report.schema.json');
  const schema = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return modes
    .filter((mode) => !schema.includes(`"${mode}"`))
    .map((mode) => `${mode} is not in leak-report.schema.json`);
}

function partsMissing(folder: string, name: string): string[] {
  const parts: Record<string, string> = {
    source: `src/growth/detectors/${name}.ts`,
    page: `src/growth/detectors/${name}.md`,
    'unit test': `test/growth/detectors/${name}.test.ts`,
    'leaky service': `test/services/detectors/${name}-leaky.js`,
    'steady service': `test/services/detectors/${name}-steady.js`,
  };
  const missing = Object.entries(parts)
    .filter(([, file]) => !existsSync(join(folder, file)))
    .map(([part, file]) => `${name} has no ${part}: ${file}`);
  const page = join(folder, parts['page']!);
  return existsSync(page) ? [...missing, ...pageProblems(name, readFileSync(page, 'utf8'))] : missing;
}

/** Sections in their order with something in them, and one example of each kind. */
export function pageProblems(name: string, page: string): string[] {
  const found = [...page.matchAll(/^## (.+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm)];
  const titles = found.map((match) => match[1]!);
  const problems = found
    .filter((match) => match[2]!.trim() === '')
    .map((match) => `${name}.md says nothing under "${match[1]}"`);
  if (titles.join('|') !== SECTIONS.join('|'))
    problems.push(`${name}.md must have the sections ${SECTIONS.join(' · ')}, and has ${titles.join(' · ')}`);
  for (const kind of ['leaks', 'steady']) {
    const count = page.split(`\`\`\`js ${kind}\n`).length - 1;
    if (count !== 1) problems.push(`${name}.md has ${count} examples marked "js ${kind}" instead of one`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkDetectors();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
