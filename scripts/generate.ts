import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderConfigSchema } from '../src/options/config-schema.ts';
import { renderActionYml } from '../src/options/render-action-yml.ts';
import { renderOptionTable } from '../src/options/render-option-table.ts';
import { renderScenarioSchema } from '../src/options/scenario-schema.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const startMark = '<!-- options:start -->';
const endMark = '<!-- options:end -->';

/** Every file that is written from the tables of options and of a scenario's keys, path → contents. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { description: string };
  return new Map([
    ['action.yml', renderActionYml(description)],
    ['src/options/leakgate.schema.json', renderConfigSchema()],
    ['src/options/scenario.schema.json', renderScenarioSchema()],
    ['README.md', withOptionTable(readOr('README.md', `# leakgate\n\n## Options\n\n${startMark}\n${endMark}\n`))],
  ]);
}

/** Paths of generated files that are not what they would be now. */
export function staleFiles(): string[] {
  return [...generatedFiles()].filter(([path, contents]) => readOr(path, '') !== contents).map(([path]) => path);
}

function withOptionTable(readme: string): string {
  const start = readme.indexOf(startMark);
  const end = readme.indexOf(endMark);
  if (start < 0 || end < start) throw new Error(`README.md has no ${startMark} … ${endMark} for the table of options`);
  return `${readme.slice(0, start + startMark.length)}\n${renderOptionTable()}\n${readme.slice(end)}`;
}

function readOr(path: string, fallback: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : fallback;
}

function main(): void {
  const stale = staleFiles();
  if (process.argv.includes('--check')) {
    if (stale.length > 0) {
      console.error(`${stale.join(', ')} differ from what src/options/option-table.ts says; run npm run generate`);
      process.exitCode = 1;
    }
    return;
  }
  for (const path of stale) {
    writeFileSync(join(root, path), generatedFiles().get(path)!);
    console.log(`wrote ${path}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
