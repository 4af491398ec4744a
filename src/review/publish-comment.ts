import type { GitHubClient } from './github-client.ts';
import type { ReviewPlace } from './review-place.ts';
import { type CommentStep, type ExistingComment, planComment, type WantedComment } from './sticky-comment.ts';
import { isRefusal, type Outcome, type Patience, untilSettled } from './until-settled.ts';

export type CommentResult = 'created' | 'updated' | Extract<CommentStep, { kind: 'done' }>['why'] | 'no-pull-request';

/** More steps than this for one comment would mean that somebody else undoes them. */
const mostSteps = 60;

/** Brings the comment of this run or cell to what is wanted: looks, takes one step, looks again. */
export async function publishComment(
  client: GitHubClient,
  place: ReviewPlace,
  wanted: WantedComment,
  patience: Patience,
): Promise<Outcome<CommentResult>> {
  let tried: 'created' | 'updated' | null = null;
  let written = false;
  let steps = 0;
  return await untilSettled(async () => {
    const number = await findPullRequest(client, place);
    if (number === null) return 'no-pull-request';
    for (;;) {
      const step = planComment(await listComments(client, place, number), wanted);
      // Written by an attempt whose answer was lost, or not yet in the list: either way it is there.
      if (step.kind === 'done') return step.why === 'unchanged' && tried !== null ? tried : step.why;
      if (written && step.kind !== 'delete') return tried!;
      if (++steps > mostSteps) throw new Error('the comments do not come to rest');
      if (step.kind !== 'delete') tried = step.kind === 'create' ? 'created' : 'updated';
      await takeStep(client, place, number, step);
      if (step.kind === 'update') return 'updated';
      // Once more after a new one: another run may have made its own at the same time.
      written ||= step.kind === 'create';
    }
  }, patience);
}

async function takeStep(
  client: GitHubClient,
  { owner, repo }: ReviewPlace,
  number: number,
  step: Exclude<CommentStep, { kind: 'done' }>,
): Promise<void> {
  if (step.kind === 'create') {
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      body: step.body,
    });
  } else if (step.kind === 'update') {
    await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner,
      repo,
      comment_id: step.id,
      body: step.body,
    });
  } else {
    await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner,
      repo,
      comment_id: step.id,
    });
  }
}

async function listComments(
  client: GitHubClient,
  { owner, repo }: ReviewPlace,
  number: number,
): Promise<ExistingComment[]> {
  const login = await loginOf(client);
  const comments = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return comments.map(({ id, body, user }) => ({
    id: Number(id),
    body: body ?? '',
    own: login === null ? user?.type === 'Bot' : user?.login === login,
  }));
}

/** The token's user; null for the token of a job or an app, which cannot ask and writes as a bot. */
async function loginOf(client: GitHubClient): Promise<string | null> {
  try {
    return (await client.request('GET /user')).data.login;
  } catch (thrown) {
    if (isRefusal(thrown)) return null;
    throw thrown;
  }
}

/** Of a branch, the open pull request whose head is still the commit that was measured; null: none. */
async function findPullRequest(client: GitHubClient, place: ReviewPlace): Promise<number | null> {
  const { owner, repo, pullRequest: clue } = place;
  if (clue.kind === 'none') return null;
  if (clue.kind === 'number') return clue.number;
  const pulls = await client.paginate('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    state: 'open',
    head: `${clue.owner}:${clue.branch}`,
    per_page: 100,
  });
  return pulls.find(({ head }) => head.sha === clue.sha)?.number ?? null;
}
