import { expect, it } from 'vitest';
import { fillIn, holds } from './expressions.ts';

const contexts = {
  matrix: { service: 'api', node: 24 },
  steps: { gate: { outputs: { verdict: 'leak' } } },
  github: { event: { workflow_run: { id: 7 } } },
};

it('fills in texts as GitHub does', () => {
  expect(fillIn('a ${{ matrix.service }} on ${{ matrix.node }}', contexts)).toBe('a api on 24');
  expect(JSON.parse(fillIn('{"matrix":${{ toJSON(matrix) }}}', contexts))).toEqual({ matrix: contexts.matrix });
  expect(fillIn('${{ steps.gate.outputs.nothing }}', contexts)).toBe('');
});

it('decides whether a step runs, which without a status function needs success', () => {
  expect(holds(undefined, contexts, 'failure')).toBe(false);
  expect(holds('always()', contexts, 'failure')).toBe(true);
  expect(holds("steps.gate.outputs.verdict == 'leak'", contexts, 'success')).toBe(true);
  expect(holds("steps.gate.outputs.verdict == 'leak'", contexts, 'failure')).toBe(false);
  expect(holds("${{ !cancelled() && steps.gate.outputs.verdict == 'leak' }}", contexts, 'failure')).toBe(true);
});
