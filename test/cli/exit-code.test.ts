import { expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';

const fail = { onLeak: 'fail', onInconclusive: 'fail' } as const;

it.each([
  ['pass', fail, 0],
  ['leak', fail, 1],
  ['inconclusive', fail, 2],
  ['leak', { ...fail, onLeak: 'warn' }, 0],
  ['inconclusive', { ...fail, onInconclusive: 'warn' }, 0],
  ['inconclusive', { ...fail, onInconclusive: 'pass' }, 0],
  ['leak', { ...fail, onInconclusive: 'pass' }, 1],
] as const)('a verdict %s under %j ends with %d', (conclusion, policy, code) => {
  expect(exitCodeOf(conclusion, policy)).toBe(code);
});
