import type { Conclusion } from '../verdict/verdict.ts';
import type { GitHubClient } from './github-client.ts';
import type { ReviewPlace } from './review-place.ts';
import { type Outcome, type Patience, untilSettled } from './until-settled.ts';

export interface WantedCheck {
  /** What branch protection goes by. */
  readonly name: string;
  readonly conclusion: Conclusion;
  /** Whether that verdict fails the job. */
  readonly fails: boolean;
  readonly title: string;
  /** As GitHub Markdown. */
  readonly markdown: string;
}

/** GitHub refuses more of either. */
const longestTitle = 255;
export const LONGEST_CHECK_SUMMARY = 65_535;

/** Makes or completes the check run of this name on the commit: one for each name, however often the job runs. */
export async function publishCheck(
  client: GitHubClient,
  { owner, repo, headSha, runUrl }: ReviewPlace,
  wanted: WantedCheck,
  patience: Patience,
): Promise<Outcome<'created' | 'updated' | 'no-commit'>> {
  if (headSha === null) return { done: 'no-commit' };
  let wrote = false;
  return await untilSettled(async () => {
    const existing = await client.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      owner,
      repo,
      ref: headSha,
      check_name: wanted.name,
      per_page: 100,
    });
    const mine = existing.find(({ name, external_id: id }) => name === wanted.name && id === 'leakgate');
    const content = {
      owner,
      repo,
      name: wanted.name,
      external_id: 'leakgate',
      status: 'completed' as const,
      conclusion: conclusionOf(wanted),
      ...(runUrl === null ? {} : { details_url: runUrl }),
      output: {
        title: wanted.title.slice(0, longestTitle),
        summary: wanted.markdown.slice(0, LONGEST_CHECK_SUMMARY),
      },
    };
    if (mine !== undefined) {
      await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        ...content,
        check_run_id: mine.id,
      });
      return wrote ? 'created' : 'updated';
    }
    wrote = true;
    await client.request('POST /repos/{owner}/{repo}/check-runs', { ...content, head_sha: headSha });
    return 'created';
  }, patience);
}

function conclusionOf({ conclusion, fails }: WantedCheck): 'success' | 'failure' | 'neutral' {
  if (conclusion === 'pass') return 'success';
  return fails ? 'failure' : 'neutral';
}
