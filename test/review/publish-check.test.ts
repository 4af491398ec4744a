import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../src/review/github-client.ts';
import { publishCheck, type WantedCheck } from '../../src/review/publish-check.ts';
import { FakeGitHub } from '../support/fake-github.ts';

const patience = { attempts: 3, firstWaitMs: 2, longestWaitMs: 100 };
const leak: WantedCheck = {
  name: 'leakgate (api, 24)',
  conclusion: 'leak',
  fails: true,
  title: 'Leak: `sessions` grows',
  markdown: '### ❌ Leak',
};

let github: FakeGitHub;
let apiUrl: string;
beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.start();
});
afterEach(() => github.stop());

function publish(wanted: WantedCheck, headSha: string | null = 'c'.repeat(40)) {
  const place = { apiUrl, owner: 'octo', repo: 'service', runId: 1, runUrl: 'https://x/run', headSha } as const;
  const client = createClient({ apiUrl, token: 't', version: '1.0.0' });
  return publishCheck(client, { ...place, pullRequest: { kind: 'none' } }, wanted, patience);
}

it('makes one check run a name and cell, and completes it anew when the job runs again', async () => {
  expect(await publish(leak)).toEqual({ done: 'created' });
  expect(await publish({ ...leak, name: 'leakgate (worker, 24)' })).toEqual({ done: 'created' });
  expect(await publish({ ...leak, conclusion: 'pass', fails: false })).toEqual({ done: 'updated' });
  expect(github.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['leakgate (api, 24)', 'success'],
    ['leakgate (worker, 24)', 'failure'],
  ]);
  expect(github.checks[0]).toMatchObject({
    head_sha: 'c'.repeat(40),
    status: 'completed',
    details_url: 'https://x/run',
  });
});

it('is neutral about a leak that only warns', async () => {
  await publish({ ...leak, fails: false });
  expect(github.checks[0]!['conclusion']).toBe('neutral');
});

it('is not doubled when the answer was lost, and says so when the token may not', async () => {
  github.faults.push({ method: 'POST', path: /check-runs$/u, status: 502, carriedOut: true });
  expect(await publish(leak)).toEqual({ done: 'created' });
  expect(github.checks).toHaveLength(1);
  github.faults.push({ method: 'GET', path: /check-runs$/u, status: 403 });
  expect(await publish(leak)).toEqual({ refused: expect.stringContaining('403') });
});

it('keeps title and summary within what GitHub takes, and needs a commit', async () => {
  await publish({ ...leak, title: 't'.repeat(1000), markdown: 'm'.repeat(100_000) });
  const output = github.checks[0]!['output'] as { title: string; summary: string };
  expect([output.title.length, output.summary.length]).toEqual([255, 65_535]);
  expect(await publish(leak, null)).toEqual({ done: 'no-commit' });
});
