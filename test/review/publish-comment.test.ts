import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/review/github-client.ts';
import { publishComment } from '../../src/review/publish-comment.ts';
import type { ReviewPlace } from '../../src/review/review-place.ts';
import type { WantedComment } from '../../src/review/sticky-comment.ts';
import { FakeGitHub } from '../support/fake-github.ts';

const sha = 'a'.repeat(40);
const patience = { attempts: 4, firstWaitMs: 2, longestWaitMs: 1500 };
const leak: WantedComment = {
  key: 'api',
  news: ['leak growing-collection | Map sessions'],
  markdown: '### ❌ Leak: `sessions` grows\n\nDelete the entry.\n',
  always: false,
  runId: 10,
};
const clean: WantedComment = { ...leak, news: [], markdown: '### ✅ No leak', runId: 11 };

let github: FakeGitHub;
let apiUrl: string;
beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.start();
});
afterEach(() => github.stop());

function publish(wanted: WantedComment, place: Partial<ReviewPlace> = {}) {
  const whole: ReviewPlace = {
    apiUrl,
    owner: 'octo',
    repo: 'service',
    runId: wanted.runId,
    runUrl: null,
    headSha: sha,
    pullRequest: { kind: 'number', number: 7 },
    ...place,
  };
  return publishComment(createClient({ apiUrl, token: 'ghs_1', version: '1.0.0' }), whole, wanted, patience);
}

const bodies = () => github.comments.map(({ body }) => body.split('\n').slice(1).join('\n').trim());

describe('the comment', () => {
  it('is made once, and not touched again while the news are the same', async () => {
    expect(await publish(leak)).toEqual({ done: 'created' });
    expect(await publish({ ...leak, markdown: 'other numbers', runId: 11 })).toEqual({ done: 'unchanged' });
    expect(bodies()).toEqual([leak.markdown.trim()]);
    expect(github.writes()).toHaveLength(1);
  });

  it('is updated in place when there is other news', async () => {
    await publish(leak);
    const worse = { ...leak, news: [...leak.news, 'leak timer'], markdown: '### ❌ Leak: two', runId: 11 };
    expect(await publish(worse)).toEqual({ done: 'updated' });
    expect(bodies()).toEqual(['### ❌ Leak: two']);
  });

  it('is struck when it has become clean, and comes back when the leak does', async () => {
    await publish(leak);
    expect(await publish(clean)).toEqual({ done: 'updated' });
    expect(bodies()[0]).toBe(
      '### ✅ No leak any more that this change is answerable for\n\n~~Leak: `sessions` grows~~',
    );
    expect(await publish({ ...clean, runId: 12 })).toEqual({ done: 'unchanged' });
    expect(await publish({ ...leak, runId: 13 })).toEqual({ done: 'updated' });
    expect(bodies()).toEqual([leak.markdown.trim()]);
  });

  it('is not made when there is nothing to say, unless it always is', async () => {
    expect(await publish(clean)).toEqual({ done: 'nothing-to-say' });
    expect(github.comments).toEqual([]);
    expect(await publish({ ...clean, always: true })).toEqual({ done: 'created' });
    expect(await publish({ ...clean, always: true, runId: 12, markdown: 'later' })).toEqual({ done: 'updated' });
    expect(bodies()).toEqual(['later']);
  });

  it('of each service and cell is its own', async () => {
    await publish(leak);
    await publish({ ...leak, key: 'worker', markdown: 'of the worker' });
    await publish({ ...clean, key: 'worker' });
    expect(bodies()).toEqual([leak.markdown.trim(), expect.stringContaining('No leak any more')]);
  });

  it('of a later run is not overwritten by an earlier one that took longer', async () => {
    await publish({ ...leak, runId: 20 });
    expect(await publish({ ...clean, runId: 19 })).toEqual({ done: 'newer-run' });
    expect(bodies()).toEqual([leak.markdown.trim()]);
  });

  it('is found on the last of many pages', async () => {
    await publish(leak);
    const [mine] = github.comments.splice(0);
    for (let at = 0; at < 250; at++) github.say(`remark ${at}`, 'ada');
    github.comments.push(mine!);
    expect(await publish({ ...leak, runId: 11 })).toEqual({ done: 'unchanged' });
    expect(github.comments.filter(({ body }) => body.startsWith('<!-- leakgate'))).toHaveLength(1);
    expect(github.requests.filter((request) => request === 'GET /repos/octo/service/issues/7/comments').length).toBe(5);
  });

  it('that somebody forged with the same first line is neither trusted nor touched', async () => {
    await publish(leak);
    const [mine] = github.comments.splice(0);
    const forged = github.say(mine!.body, 'mallory');
    expect(await publish({ ...leak, runId: 11 })).toEqual({ done: 'created' });
    expect(await publish({ ...clean, runId: 12 })).toEqual({ done: 'updated' });
    expect(forged.body).toBe(mine!.body);
  });

  it("is the own one of a person's token, and no other's", async () => {
    github.login = 'ada';
    await publish(leak);
    github.login = 'bob';
    expect(await publish(leak)).toEqual({ done: 'created' });
    expect(github.comments.map(({ user }) => user.login)).toEqual(['ada', 'bob']);
  });

  it('that two runs made at the same time is reduced to one', async () => {
    await publish(leak);
    github.say(github.comments[0]!.body, 'github-actions[bot]', 'Bot');
    github.say(github.comments[0]!.body, 'github-actions[bot]', 'Bot');
    expect(await publish({ ...leak, runId: 11 })).toEqual({ done: 'unchanged' });
    expect(github.comments).toHaveLength(1);
    const together = await Promise.all([publish({ ...leak, key: 'worker' }), publish({ ...leak, key: 'worker' })]);
    expect(together.map((outcome) => 'done' in outcome && outcome.done)).toEqual(['created', 'created']);
    await publish({ ...leak, key: 'worker', runId: 11 });
    expect(github.comments).toHaveLength(2);
  });

  it('never grows over what GitHub takes', async () => {
    expect(await publish({ ...leak, markdown: 'x'.repeat(100_000) })).toEqual({ done: 'created' });
    expect(github.comments[0]!.body).toHaveLength(65_536);
  });
});

describe('when GitHub fails', () => {
  const comments = /\/issues\/7\/comments$/u;

  it.each([500, 502, 503, 0])('with %i before it wrote, the comment is written once', async (status) => {
    github.faults.push({ method: 'POST', path: comments, status }, { method: 'GET', path: comments, status });
    expect(await publish(leak)).toEqual({ done: 'created' });
    expect(github.comments).toHaveLength(1);
  });

  it.each([500, 502, 504, 0])('with %i after it wrote, the comment is not doubled', async (status) => {
    github.faults.push({ method: 'POST', path: comments, status, carriedOut: true });
    expect(await publish(leak)).toEqual({ done: 'created' });
    expect(github.comments).toHaveLength(1);
    expect(github.writes()).toHaveLength(1);
  });

  it('in the middle of an update, the update is not lost', async () => {
    await publish(leak);
    github.faults.push({ method: 'PATCH', path: /comments/u, status: 503 });
    expect(await publish(clean)).toEqual({ done: 'updated' });
    expect(bodies()[0]).toContain('No leak any more');
  });

  it('for longer than it is waited for, that is said and nothing is thrown', async () => {
    for (let at = 0; at < 10; at++) github.faults.push({ method: 'GET', path: comments, status: 503 });
    expect(await publish(leak)).toEqual({ refused: 'GitHub answered 503' });
  });

  it('because a comment was deleted meanwhile, a new one is made', async () => {
    await publish(leak);
    github.faults.push({ method: 'PATCH', path: /comments/u, status: 404 });
    const publishing = publish({ ...leak, news: ['other'], runId: 11 });
    expect(await publishing).toEqual({ done: 'updated' });
  });

  it.each([
    [{ 'retry-after': '0' }, 403],
    [{ 'retry-after': '1' }, 429],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, 403],
  ])('by a rate limit that ends soon (%j), it is waited for', async (headers, status) => {
    github.faults.push({
      method: 'POST',
      path: comments,
      status,
      headers: headers as unknown as Record<string, string>,
    });
    expect(await publish(leak)).toEqual({ done: 'created' });
    expect(github.comments).toHaveLength(1);
  });

  it('by a rate limit that lasts, that is said at once', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600) };
    github.faults.push({ method: 'POST', path: comments, status: 403, headers });
    expect(await publish(leak)).toEqual({ refused: "GitHub's rate limit is used up (403)" });
  });

  it('because the token of a fork may not write, that is said and not repeated', async () => {
    github.faults.push({ method: 'POST', path: comments, status: 403 });
    expect(await publish(leak)).toEqual({ refused: expect.stringContaining('forks') });
    expect(github.writes()).toHaveLength(1);
  });

  it('because the token is wrong, that is said', async () => {
    github.faults.push({ method: 'GET', path: comments, status: 401 });
    expect(await publish(leak)).toEqual({ refused: 'GitHub does not know the token (401)' });
  });
});

describe('the pull request', () => {
  const branch = { kind: 'branch', owner: 'forker', branch: 'fix', sha } as const;

  it('of a run for a fork is found by its branch, as long as its head is what was measured', async () => {
    github.pulls.push({ number: 7, head: { sha, label: 'forker:fix' } });
    expect(await publish(leak, { pullRequest: branch })).toEqual({ done: 'created' });
    expect(await publish(leak, { pullRequest: { ...branch, sha: 'b'.repeat(40) } })).toEqual({
      done: 'no-pull-request',
    });
    expect(await publish(leak, { pullRequest: { ...branch, owner: 'other' } })).toEqual({ done: 'no-pull-request' });
    expect(await publish(leak, { pullRequest: { kind: 'none' } })).toEqual({ done: 'no-pull-request' });
  });
});
