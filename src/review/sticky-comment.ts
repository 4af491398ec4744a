import { createHash } from 'node:crypto';

/** What a run wants its comment to be. */
export interface WantedComment {
  /** Of which run or cell it is; one comment each. */
  readonly key: string;
  /** What there is to say, as lines that are equal when nothing changed; empty: nothing. */
  readonly news: readonly string[];
  /** As GitHub Markdown. */
  readonly markdown: string;
  /** Also without news, and on every run. */
  readonly always: boolean;
  /** GitHub's number of this workflow run; a later run has a larger one. */
  readonly runId: number;
}

/** A comment of a pull request, as far as it matters here. */
export interface ExistingComment {
  readonly id: number;
  readonly body: string;
  /** Written by the account that writes now. */
  readonly own: boolean;
}

/** The one step that brings the pull request nearer to what is wanted. */
export type CommentStep =
  | { readonly kind: 'create'; readonly body: string }
  | { readonly kind: 'update'; readonly id: number; readonly body: string }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'done'; readonly why: 'nothing-to-say' | 'unchanged' | 'newer-run' };

/** GitHub refuses longer ones. */
export const LONGEST_COMMENT = 65_536;

const MARKER = /^<!-- leakgate comment=([0-9a-f]{16}) news=([0-9a-f]{16}) run=(\d{1,15}) -->\r?\n/u;

/**
 * Decides by what stands there now, so that it can be asked again after every failure: nothing is written twice, and a
 * comment that somebody else wrote with the same first line is neither trusted nor touched.
 */
export function planComment(existing: readonly ExistingComment[], wanted: WantedComment): CommentStep {
  const key = digest(wanted.key);
  const mine = existing.flatMap(({ id, body, own }) => {
    const [, commentKey, news, run] = MARKER.exec(body) ?? [];
    return own && commentKey === key ? [{ id, body, news: news!, run: Number(run) }] : [];
  });
  const [first, ...others] = mine;
  const silent = wanted.news.length === 0 && !wanted.always;
  if (first === undefined) {
    return silent ? { kind: 'done', why: 'nothing-to-say' } : { kind: 'create', body: bodyOf(wanted) };
  }
  // Two runs at once may each have found none.
  if (others.length > 0) return { kind: 'delete', id: others.at(-1)!.id };
  if (first.run > wanted.runId) return { kind: 'done', why: 'newer-run' };
  const news = newsDigest(wanted);
  if (first.news === news && (!wanted.always || first.run === wanted.runId)) return { kind: 'done', why: 'unchanged' };
  return { kind: 'update', id: first.id, body: silent ? struckBody(first.body, wanted) : bodyOf(wanted) };
}

function bodyOf(wanted: WantedComment): string {
  return `${markerOf(wanted)}\n${wanted.markdown}`.slice(0, LONGEST_COMMENT);
}

/** What it said last, struck out. */
function struckBody(before: string, wanted: WantedComment): string {
  const title = /^### (?:❌ |⚠️ |✅ )?(.{1,2000})$/mu.exec(before.replaceAll('\r', ''))?.[1] ?? '';
  const struck = title === '' ? '' : `\n~~${title}~~\n`;
  return `${markerOf(wanted)}\n### ✅ No leak any more that this change is answerable for\n${struck}`;
}

function markerOf(wanted: WantedComment): string {
  return `<!-- leakgate comment=${digest(wanted.key)} news=${newsDigest(wanted)} run=${wanted.runId} -->`;
}

function newsDigest({ news }: WantedComment): string {
  return digest(JSON.stringify(news));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
