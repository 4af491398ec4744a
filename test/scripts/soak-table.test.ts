import { expect, test } from 'vitest';
import type { SoakRun } from '../../scripts/soak/soak-run.ts';
import { soakTable } from '../../scripts/soak/soak-table.ts';

function run(node: string, number: number, conclusion: SoakRun['conclusion'], seconds: number): SoakRun {
  return { gate: 'x', service: 'shop', node, number, conclusion, seconds, requests: 1, because: [], rounds: [] };
}

test('counts a false alarm, and a run without a verdict, apart from what passed', () => {
  const runs = [
    run('20', 1, 'pass', 9),
    run('20', 2, 'leak', 20),
    run('22', 1, 'inconclusive', 11),
    run('22', 2, null, 1),
    run('22', 3, 'pass', 10),
  ];
  const lines = soakTable(runs, ['shop', 'other'], ['20', '22'], 3).split('\n');
  expect(lines[1]).toMatch(/^shop\s+1 of 2, 1 false alarms\s+1 of 3, 2 without verdict\s+10\.0 s$/);
  expect(lines[2]).toMatch(/^other\s+0 of 0\s+0 of 0\s+-$/);
  expect(lines.at(-1)).toBe('5 runs: 1 false alarms, 2 without a verdict');
});
