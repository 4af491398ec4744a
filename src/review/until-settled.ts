import { setTimeout as delay } from 'node:timers/promises';

/** How long a failing request is tried again. */
export interface Patience {
  readonly attempts: number;
  /** Doubled from one attempt to the next. */
  readonly firstWaitMs: number;
  /** A rate limit that lasts longer is not waited for. */
  readonly longestWaitMs: number;
}

export const defaultPatience: Patience = { attempts: 5, firstWaitMs: 1000, longestWaitMs: 60_000 };

/** What became of an attempt to say something in the review; a refusal is no failure of the run. */
export type Outcome<T> = { readonly done: T } | { readonly refused: string };

/**
 * Calls `attempt` until it succeeds. It must look before it writes, because a request whose answer was lost may have worked.
 * Tried again: no answer, 5xx, a rate limit that ends soon, something that has just gone. All else is a refusal, in words.
 */
export async function untilSettled<T>(attempt: () => Promise<T>, patience: Patience): Promise<Outcome<T>> {
  let waitMs = patience.firstWaitMs;
  for (let left = patience.attempts - 1; ; left--) {
    try {
      return { done: await attempt() };
    } catch (thrown) {
      const failure = readFailure(thrown);
      const pauseMs = failure.waitMs ?? waitMs;
      if (!failure.transient || left === 0 || pauseMs > patience.longestWaitMs) return { refused: failure.sentence };
      await delay(pauseMs);
      waitMs *= 2;
    }
  }
}

interface Failure {
  readonly transient: boolean;
  /** How long GitHub asks to wait; null: it does not. */
  readonly waitMs: number | null;
  readonly sentence: string;
}

interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function readFailure(thrown: unknown): Failure {
  if (!isRequestFailure(thrown)) {
    return { transient: true, waitMs: null, sentence: `GitHub could not be reached (${firstLine(String(thrown))})` };
  }
  const { status } = thrown;
  const headers = thrown.response?.headers ?? {};
  if (isRateLimit(thrown))
    return { transient: true, waitMs: limitMs(headers), sentence: `GitHub's rate limit is used up (${status})` };
  if (status >= 500) return { transient: true, waitMs: null, sentence: `GitHub answered ${status}` };
  if (status === 401) return { transient: false, waitMs: null, sentence: 'GitHub does not know the token (401)' };
  if (status === 403) {
    return {
      transient: false,
      waitMs: null,
      sentence: 'the token may not do that (403), as on pull requests from forks; see permissions in the README',
    };
  }
  // What was there a moment ago has been deleted: look again.
  if (status === 404) return { transient: true, waitMs: 0, sentence: 'GitHub does not find it, or hides it (404)' };
  return { transient: false, waitMs: null, sentence: `GitHub answered ${status}: ${firstLine(thrown.message)}` };
}

/** Whether GitHub said no for good to who asks, and not for now. */
export function isRefusal(thrown: unknown): boolean {
  return isRequestFailure(thrown) && [401, 403, 404].includes(thrown.status) && !isRateLimit(thrown);
}

function isRateLimit({ status, response }: RequestFailure): boolean {
  const headers = response?.headers ?? {};
  const used = headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
  return status === 429 || (status === 403 && used);
}

function limitMs(headers: NonNullable<RequestFailure['response']>['headers']): number | null {
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after) && after >= 0) return after * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(reset) && reset > 0 ? Math.max(0, reset * 1000 - Date.now()) : null;
}

function isRequestFailure(thrown: unknown): thrown is RequestFailure {
  const { status, response } = thrown as Partial<RequestFailure>;
  // A request that was never answered has a made-up status of 500 and no response.
  return typeof status === 'number' && (response !== undefined || status < 500);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 200);
}
