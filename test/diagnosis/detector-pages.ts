import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const detectorsFolder = fileURLToPath(new URL('../../src/growth/detectors/', import.meta.url));
export const servicesFolder = fileURLToPath(new URL('../services/detectors/', import.meta.url));

/** The two examples of a detector's page, by what is written behind `js` at their fences. */
export interface PageExamples {
  readonly leaks: string;
  readonly steady: string;
}

/** Names of the detectors, by their pages. */
export function detectorNames(): string[] {
  return readdirSync(detectorsFolder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}

/** The examples of a page; throws where it does not have exactly one of each. */
export function examplesOf(name: string): PageExamples {
  const page = readFileSync(`${detectorsFolder}${name}.md`, 'utf8');
  const block = (kind: string): string => {
    const found = [...page.matchAll(/^```js (\w+)\n([\s\S]*?)^```$/gm)].filter((match) => match[1] === kind);
    if (found.length !== 1) throw new Error(`${name}.md has ${found.length} examples marked "${kind}" instead of one.`);
    return found[0]![2]!;
  };
  return { leaks: block('leaks'), steady: block('steady') };
}

/** 0-based line of the statement marked `// SITE` in a leaky service; throws where there is none. */
export function siteLine(name: string): number {
  const file = `${servicesFolder}${name}-leaky.js`;
  if (!existsSync(file)) throw new Error(`${file} is missing.`);
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((text) => text.endsWith('// SITE'));
  if (line < 0) throw new Error(`${file} marks no statement with // SITE.`);
  return line;
}
