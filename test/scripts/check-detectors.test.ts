import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDetectors, pageProblems } from '../../scripts/check-detectors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leakgate-detectors-'));
  for (const part of ['src/growth/detectors', 'test/growth/detectors', 'test/services/detectors', 'src/report'])
    cpSync(part, join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds every part of every detector', () => {
  expect(checkDetectors()).toEqual([]);
  expect(checkDetectors(folder)).toEqual([]);
});

it.each([
  ['src/growth/detectors/timer.md', 'timer has no page'],
  ['src/growth/detectors/timer.ts', 'timer has no source'],
  ['test/growth/detectors/timer.test.ts', 'timer has no unit test'],
  ['test/services/detectors/timer-leaky.js', 'timer has no leaky service'],
  ['test/services/detectors/timer-steady.js', 'timer has no steady service'],
])('misses %s', (file, problem) => {
  rmSync(join(folder, file));
  expect(checkDetectors(folder)).toEqual([expect.stringContaining(problem)]);
});

it('misses the registration of a new detector', () => {
  writeFileSync(join(folder, 'src/growth/detectors/odd.ts'), '');
  expect(checkDetectors(folder)).toContain('odd is not among the DETECTORS of growth-mode.ts');
});

it('wants all sections, with something in them, and one example of each kind', () => {
  expect(pageProblems('odd', '# Odd\n\n## What it finds\n\n## How to fix\n\nNot at all.\n')).toEqual([
    'odd.md says nothing under "What it finds"',
    expect.stringContaining('must have the sections'),
    expect.stringContaining('has 0 examples marked "js leaks"'),
    expect.stringContaining('has 0 examples marked "js steady"'),
  ]);
});
