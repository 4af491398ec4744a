import { expect, it } from 'vitest';
import { holdBack } from '../../src/action/hold-back.ts';

it('leaves the service neither inputs nor tokens nor the files by which a step commands the runner', () => {
  const files = { GITHUB_OUTPUT: '/r/output', GITHUB_ENV: '/r/env', GITHUB_STEP_SUMMARY: '/r/summary' };
  const kept = { PATH: '/bin', GITHUB_SHA: 'abc', DATABASE_URL: 'postgres://', ACTIONS_STEP_DEBUG: 'true' };
  const env: NodeJS.ProcessEnv = {
    ...kept,
    ...files,
    'INPUT_GITHUB-TOKEN': 'ghs_1',
    INPUT_START: 'node server.js',
    ACTIONS_RUNTIME_TOKEN: 'eyJ',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'eyJ',
    ACTIONS_CACHE_URL: 'https://cache',
  };
  const giveBack = holdBack(env);
  expect(env).toEqual(kept);
  giveBack();
  expect(env).toEqual({ ...kept, ...files });
});
