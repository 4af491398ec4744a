import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readCorpus } from '../../scripts/corpus/corpus-case.ts';

it('each statement that a case names as the right one occurs once in its file', async () => {
  const cases = await readCorpus(fileURLToPath(new URL('../corpus', import.meta.url)), null);
  expect(cases.length).toBeGreaterThan(400);
  const wrong = cases.flatMap(({ folder, truth }) => {
    const { file, statements } = truth.expected.site ?? { file: '', statements: [] };
    const text = file === '' ? '' : readFileSync(join(folder, file), 'utf8');
    return statements
      .filter((statement) => text.split(statement).length !== 2)
      .map((statement) => `${folder}: ${statement}`);
  });
  expect(wrong).toEqual([]);
});
