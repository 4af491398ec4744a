import { describe, expect, it } from 'vitest';
import { type CorpusRun, runsTable } from '../../scripts/corpus/corpus-runs.ts';

function run(name: string, conclusion: CorpusRun['conclusion'], isRight: boolean): CorpusRun {
  return { gate: 'a', name, node: '24', conclusion, isRight, seconds: 10 };
}

describe('runsTable', () => {
  it('counts cases by how often they ran, and names each that was ever wrong', () => {
    const cases = [
      ['a-leaky', [run('a-leaky', 'leak', true), run('a-leaky', 'leak', true)]],
      ['b-leaky', [run('b-leaky', 'leak', true), run('b-leaky', null, false)]],
      ['c-clean', [run('c-clean', 'pass', true)]],
      ['d-clean', []],
    ] as const;
    expect(runsTable(cases).split('\n').slice(1)).toEqual([
      '1 of 2 cases right in all of 2 runs',
      '1 of 1 cases right in their run',
      '1 cases not run yet',
      'b-leaky: leak, no report',
    ]);
  });
});
