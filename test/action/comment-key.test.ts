import { expect, it } from 'vitest';
import { commentKey } from '../../src/action/comment-key.ts';
import type { RawSource } from '../../src/options/raw-options.ts';

const env = { GITHUB_WORKFLOW: 'ci', GITHUB_JOB: 'leaks', GITHUB_ACTION: '__leakgate' };

function given(cell: string): RawSource {
  return { options: new Map([['cell', { texts: [cell], from: 'input cell' }]]), problems: [] };
}

const key = (service: string, changes: object = {}) =>
  commentKey(null, given(JSON.stringify({ matrix: { service }, strategy: null })), { ...env, ...changes });

it('keeps services, jobs, workflows and steps apart, and runs of the same together', () => {
  const keys = [key('api'), key('worker'), key('api', { GITHUB_JOB: 'x' }), key('api', { GITHUB_WORKFLOW: 'x' })];
  expect(new Set([...keys, key('api', { GITHUB_ACTION: '__leakgate_2' })]).size).toBe(5);
  expect(key('api')).toBe(key('api', { GITHUB_RUN_ID: '9' }));
});

it('is the name where there is one, whatever the job', () => {
  expect(commentKey('api', given('{}'), env)).toBe(commentKey('api', given('nonsense'), {}));
  expect(commentKey('api', given('{}'), env)).not.toBe(commentKey('worker', given('{}'), env));
});
