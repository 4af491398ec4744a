import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCorpus, requestsOf } from '../../scripts/corpus/corpus-case.ts';

const cases = await readCorpus(fileURLToPath(new URL('.', import.meta.url)), null);

describe('every case of the corpus', () => {
  test('there are leaky and clean ones', () => {
    expect(cases.filter(({ truth }) => truth.expected.leaks).length).toBeGreaterThan(50);
    expect(cases.filter(({ truth }) => !truth.expected.leaks).length).toBeGreaterThan(50);
  });

  test.each(cases.map((each) => [basename(each.folder), each] as const))('%s is complete', (name, { folder, truth }) => {
    expect(truth.id).toBe(name);
    expect(truth.kind).toBe(truth.expected.leaks ? 'leaky' : 'clean');
    expect(existsSync(join(folder, truth.startCommand.split(' ')[1]!))).toBe(true);
    for (const { method, path } of requestsOf(truth)) expect(`${method} ${path}`).toMatch(/^[A-Z]+ \//);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+/);
    if (Object.keys(dependencies).length > 0) expect(existsSync(join(folder, 'package-lock.json'))).toBe(true);
    expect(truth.verified).toBeDefined();
  });
});
