import { readFileSync } from 'node:fs';

/** Where a run can speak: repository, commit, and how its pull request is found. */
export interface ReviewPlace {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly runId: number;
  /** The run's own page; null: not known. */
  readonly runUrl: string | null;
  /** Head of the pull request, which is not the merge commit that is checked out. */
  readonly headSha: string | null;
  readonly pullRequest: PullRequestClue;
}

export type PullRequestClue =
  | { readonly kind: 'number'; readonly number: number }
  /** A run for a fork names no pull request; its branch leads there. */
  | { readonly kind: 'branch'; readonly owner: string; readonly branch: string; readonly sha: string }
  | { readonly kind: 'none' };

interface Event {
  readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown } };
  readonly workflow_run?: {
    readonly head_sha?: unknown;
    readonly head_branch?: unknown;
    readonly head_repository?: { readonly owner?: { readonly login?: unknown } };
    readonly pull_requests?: readonly { readonly number?: unknown; readonly head?: { readonly sha?: unknown } }[];
  };
}

/**
 * Reads the runner's variables and the event. The number of the pull request comes from GitHub alone, never from a report: an
 * artifact of a fork could name any. Null outside a workflow.
 */
export function findReviewPlace(env: NodeJS.ProcessEnv): ReviewPlace | null {
  const match = /^([\w.-]+)\/([\w.-]+)$/u.exec(env['GITHUB_REPOSITORY'] ?? '');
  if (match === null) return null;
  const [repository, owner, repo] = match as unknown as [string, string, string];
  const runId = Number(env['GITHUB_RUN_ID'] ?? 0);
  const server = env['GITHUB_SERVER_URL'];
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  return {
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    owner,
    repo,
    runId: Number.isSafeInteger(runId) ? runId : 0,
    runUrl: server === undefined || runId === 0 ? null : `${server}/${repository}/actions/runs/${runId}`,
    headSha: shaOf(event.pull_request?.head?.sha) ?? shaOf(event.workflow_run?.head_sha) ?? shaOf(env['GITHUB_SHA']),
    pullRequest: clueOf(event),
  };
}

function clueOf({ pull_request: pull, workflow_run: run }: Event): PullRequestClue {
  if (Number.isSafeInteger(pull?.number)) return { kind: 'number', number: pull!.number as number };
  if (run === undefined) return { kind: 'none' };
  const named = run.pull_requests?.find(({ head }) => head?.sha === run.head_sha);
  if (Number.isSafeInteger(named?.number)) return { kind: 'number', number: named!.number as number };
  const owner = run.head_repository?.owner?.login;
  const sha = shaOf(run.head_sha);
  return typeof owner === 'string' && typeof run.head_branch === 'string' && sha !== null
    ? { kind: 'branch', owner, branch: run.head_branch, sha }
    : { kind: 'none' };
}

function readEvent(path: string | undefined): Event {
  if (path === undefined) return {};
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Event | null) ?? {};
  } catch {
    return {}; // no pull request is known then, and that is said
  }
}

function shaOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/u.test(value) ? value : null;
}
