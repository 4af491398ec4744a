import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Documents with workflows to copy. */
const documents = ['README.md', 'src/review/README.md'];

/** The workflows in the documents, in order, each as `path (number)` and text. */
export function shownWorkflows(): (readonly [string, string])[] {
  return documents.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block]) => block!);
    return blocks
      .filter((block) => /^jobs:$/m.test(block))
      .map((block, index) => [`${path.replaceAll('/', '-')}-${index + 1}.yml`, block] as const);
  });
}
