import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findReviewPlace } from '../../src/review/review-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'leakgate-event-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = 'a'.repeat(40);
const runner = {
  GITHUB_REPOSITORY: 'octo/service',
  GITHUB_RUN_ID: '42',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: 'b'.repeat(40),
};

function placeOf(event: unknown, env: NodeJS.ProcessEnv = runner) {
  const file = join(folder, 'event.json');
  writeFileSync(file, typeof event === 'string' ? event : JSON.stringify(event));
  return findReviewPlace({ ...env, GITHUB_EVENT_PATH: file });
}

it('is the pull request of the event, and its head and not the merge commit', () => {
  expect(placeOf({ pull_request: { number: 7, head: { sha: head } } })).toEqual({
    apiUrl: 'https://api.github.com',
    owner: 'octo',
    repo: 'service',
    runId: 42,
    runUrl: 'https://github.com/octo/service/actions/runs/42',
    headSha: head,
    pullRequest: { kind: 'number', number: 7 },
  });
});

it('of a workflow_run is the pull request that it names, else the branch of the fork', () => {
  const run = { head_sha: head, head_branch: 'fix', head_repository: { owner: { login: 'forker' } } };
  const named = {
    ...run,
    pull_requests: [
      { number: 8, head: { sha: 'c'.repeat(40) } },
      { number: 7, head: { sha: head } },
    ],
  };
  expect(placeOf({ workflow_run: named })?.pullRequest).toEqual({ kind: 'number', number: 7 });
  expect(placeOf({ workflow_run: { ...run, pull_requests: [] } })).toMatchObject({
    headSha: head,
    pullRequest: { kind: 'branch', owner: 'forker', branch: 'fix', sha: head },
  });
});

it.each([{}, [], 'no json', 'null', { pull_request: { number: '7; rm' } }, { workflow_run: { head_branch: 7 } }])(
  'is no pull request in the event %j',
  (event) => {
    expect(placeOf(event)).toMatchObject({ headSha: runner.GITHUB_SHA, pullRequest: { kind: 'none' } });
  },
);

it('is nowhere outside a workflow, or in a repository whose name is none', () => {
  expect(findReviewPlace({})).toBeNull();
  expect(placeOf({}, { ...runner, GITHUB_REPOSITORY: 'octo/service/../other' })).toBeNull();
});

it('is the Enterprise server that the runner names', () => {
  expect(placeOf({}, { ...runner, GITHUB_API_URL: 'https://ghe.example/api/v3' })?.apiUrl).toBe(
    'https://ghe.example/api/v3',
  );
});
