import { describe, expect, it } from 'vitest';
import { renderSummary } from '../../src/report/render-summary.ts';
import { newsOf } from '../../src/report/review-news.ts';
import { type ExistingComment, planComment, type WantedComment } from '../../src/review/sticky-comment.ts';
import { actsInMarkdown } from '../report/acts-in-markdown.ts';
import { HOSTILE_NAMES } from '../report/hostile-names.ts';
import * as samples from '../report/sample-reports.ts';
import { withName } from '../report/with-name.ts';

function wantedOf(report: Parameters<typeof newsOf>[0], key: string): WantedComment {
  return { key, news: newsOf(report), markdown: renderSummary(report), always: false, runId: 1 };
}

/** What the comment says of a report in which everything is called `name`: at first, and when it is struck. */
function bodiesWith(name: string): { first: string; struck: string } {
  const wanted = wantedOf(withName(samples.severalFindings(), name), name);
  const step = planComment([], wanted);
  if (step.kind !== 'create') throw new Error(step.kind);
  const existing: ExistingComment = { id: 1, body: step.body, own: true };
  const next = planComment([existing], { ...wanted, news: [], runId: 2 });
  if (next.kind !== 'update') throw new Error(next.kind);
  return { first: step.body, struck: next.body };
}

describe('no name can act in a comment', () => {
  const harmless = bodiesWith('harmless');

  it.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))('%s', (_, name) => {
    const { first, struck } = bodiesWith(name);
    for (const [body, expected] of [
      [first, harmless.first],
      [struck, harmless.struck],
    ] as const) {
      const [marker, ...rest] = body.split('\n');
      expect(marker).toMatch(/^<!-- leakgate comment=[0-9a-f]{16} news=[0-9a-f]{16} run=\d+ -->$/);
      expect(actsInMarkdown(rest.join('\n'), expected.split('\n').slice(1).join('\n'))).toEqual([]);
    }
  });
});

describe('what there is to say', () => {
  it('are the leaks that this change is answerable for, and those that it fixed', () => {
    expect(newsOf(samples.comparedLeak())).toEqual([
      expect.stringMatching(/^fixed listener-accumulation/),
      expect.stringMatching(/^new /),
    ]);
  });

  it('are all leaks without a base, that there is no verdict, and nothing on a pass', () => {
    expect(newsOf(samples.thirteenFindings())).toHaveLength(13);
    expect(newsOf(samples.failedLoad())).toEqual(['no verdict']);
    expect(newsOf(samples.plateauPass())).toEqual([]);
  });

  it('does not depend on numbers', () => {
    const leak = samples.mapLeak();
    const other = { ...leak, findings: leak.findings.map((finding) => ({ ...finding, retainedBytesPerRequest: 7 })) };
    expect(newsOf(other)).toEqual(newsOf(leak));
  });
});
