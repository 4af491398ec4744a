import type { ReviewOptions } from '../options/resolve-review.ts';
import { plainSentence } from '../report/escape.ts';
import { createClient } from '../review/github-client.ts';
import { LONGEST_CHECK_SUMMARY, publishCheck } from '../review/publish-check.ts';
import { type CommentResult, publishComment } from '../review/publish-comment.ts';
import { findReviewPlace, type ReviewPlace } from '../review/review-place.ts';
import { LONGEST_COMMENT } from '../review/sticky-comment.ts';
import { defaultPatience, type Outcome } from '../review/until-settled.ts';
import { leakgateVersion } from '../version.ts';
import type { Publication } from './publication.ts';

/** Room for what stands around the summary. */
const frame = 1024;

/**
 * The comment and the check run, where there is a token; gives what became of them, a sentence each. Nothing here fails the
 * step: the summary says the same.
 */
export async function speakInReview(
  publication: Publication,
  options: ReviewOptions,
  key: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  if (options.token === null) return [];
  const place = findReviewPlace(env);
  if (place === null) return ['No comment: GITHUB_REPOSITORY names no repository.'];
  const client = createClient({ apiUrl: place.apiUrl, token: options.token, version: leakgateVersion });
  const said: string[] = [];
  if (options.checkName !== null) {
    const check = {
      name: options.checkName,
      conclusion: publication.conclusion,
      fails: publication.fails,
      title: plainSentence(publication.title),
      markdown: publication.summary(LONGEST_CHECK_SUMMARY - frame),
    };
    said.push(describe('check run', await publishCheck(client, place, check, defaultPatience)));
  }
  if (options.comment !== 'never') {
    const comment = {
      key,
      news: publication.news,
      markdown: `${publication.summary(LONGEST_COMMENT - frame)}\n${footer(place)}`,
      always: options.comment === 'always',
      runId: place.runId,
    };
    said.push(describe('comment', await publishComment(client, place, comment, defaultPatience)));
  }
  return said;
}

const RESULTS: Readonly<Record<CommentResult | 'no-commit', string>> = {
  created: 'written',
  updated: 'updated',
  unchanged: 'left as it is: nothing changed',
  'nothing-to-say': 'not written: there is nothing that this change is answerable for',
  'newer-run': 'left as it is: a newer run has written it',
  'no-pull-request': 'not written: this run belongs to no open pull request whose head it measured',
  'no-commit': 'not written: the commit is not known',
};

function describe(what: string, outcome: Outcome<CommentResult | 'no-commit'>): string {
  return 'done' in outcome ? `The ${what} was ${RESULTS[outcome.done]}.` : `No ${what}: ${outcome.refused}.`;
}

/** Made of GitHub's own variables, which hold no name of anybody. */
function footer({ headSha, runUrl }: ReviewPlace): string {
  const commit = headSha === null ? '' : ` on ${headSha}`;
  const isPlain = runUrl !== null && /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/u.test(runUrl);
  return `<sub>leakgate${commit}${isPlain ? ` · [run](${runUrl})` : ''}</sub>\n`;
}
