import { isIncomplete, leaksIn } from '../merge/merge-reports.ts';
import { type MergedReport, reportsOf } from '../merge/merged-report.ts';
import { mergedNews, renderMergedSummary, renderMergedTerminal } from '../merge/render-merged.ts';
import type { Policy } from '../options/resolve-options.ts';
import { plainSentence } from '../report/escape.ts';
import { leaksOf } from '../report/failing-findings.ts';
import type { LeakReport } from '../report/leak-report.ts';
import { renderSummary } from '../report/render-summary.ts';
import { renderTerminal } from '../report/render-terminal.ts';
import { newsOf } from '../report/review-news.ts';
import { type Annotation, type AnnotationLevel, toAnnotations } from '../report/to-annotations.ts';
import type { TextStyle } from '../report/write-text.ts';
import { type ReportFiles, writeFiles, writeReport } from '../report-folder.ts';
import type { Conclusion } from '../verdict/verdict.ts';

/** What a step has to say, whether it is about one run or about many. */
export interface Publication {
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Whether the step fails, by the policy. */
  readonly fails: boolean;
  readonly leaks: number;
  readonly retainedBytesPerRequest: number;
  /** Lines that are equal when a reviewer has nothing new to be told; empty: nothing at all. */
  readonly news: readonly string[];
  summary(maxBytes?: number): string;
  terminal(style: TextStyle): string;
  annotations(limit: number): { readonly annotations: readonly Annotation[]; readonly dropped: readonly Annotation[] };
  /** Writes the files; `summary` is the whole one. */
  write(summary: string): ReportFiles;
}

const INCONCLUSIVE_LEVEL = { fail: 'error', warn: 'warning', pass: 'notice' } as const;

/** Of one run. */
export function publicationOf(report: LeakReport, policy: Policy): Publication {
  const { conclusion } = report.verdict;
  return {
    conclusion,
    title: report.title,
    fails: conclusion === 'leak' ? policy.onLeak === 'fail' : conclusion !== 'pass' && policy.onInconclusive === 'fail',
    leaks: leaksOf(report).length,
    retainedBytesPerRequest: retainedBytesPerRequest([report]),
    news: newsOf(report),
    summary: (maxBytes) => renderSummary(report, maxBytes === undefined ? {} : { maxBytes }),
    terminal: (style) => renderTerminal(report, style),
    annotations: (limit) => toAnnotations(report, { limit, ...levelsOf(policy) }),
    write: (summary) => writeReport(report, summary, policy.reportDirectory),
  };
}

/** Of many runs, which have annotated their own leaks. */
export function publicationOfMerged(merged: MergedReport, policy: Policy): Publication {
  const { conclusion } = merged.verdict;
  const reports = reportsOf(merged);
  return {
    conclusion,
    title: merged.title,
    fails:
      (conclusion === 'leak' && policy.onLeak === 'fail') || (isIncomplete(merged) && policy.onInconclusive === 'fail'),
    leaks: leaksIn(merged),
    retainedBytesPerRequest: retainedBytesPerRequest(reports),
    news: mergedNews(merged),
    summary: (maxBytes) => renderMergedSummary(merged, maxBytes === undefined ? {} : { maxBytes }),
    terminal: (style) => renderMergedTerminal(merged, style),
    annotations: (limit) => ({ annotations: missingAnnotations(merged, policy).slice(0, limit), dropped: [] }),
    write: (summary) => writeFiles(merged, reports, summary, policy.reportDirectory),
  };
}

/** Nobody else can have said that a run is missing. */
function missingAnnotations(merged: MergedReport, policy: Policy): Annotation[] {
  if (merged.cells.every(({ report }) => report !== null)) return [];
  const level = INCONCLUSIVE_LEVEL[policy.onInconclusive];
  return [
    { level, title: 'No verdict', message: `${plainSentence(merged.title)}.`, file: null, line: null, column: null },
  ];
}

function levelsOf(policy: Policy): { leakLevel: AnnotationLevel; inconclusiveLevel: AnnotationLevel } {
  return {
    leakLevel: policy.onLeak === 'fail' ? 'error' : 'warning',
    inconclusiveLevel: INCONCLUSIVE_LEVEL[policy.onInconclusive],
  };
}

/** Growth of everything that leaks, in retained bytes. */
function retainedBytesPerRequest(reports: readonly LeakReport[]): number {
  const leaks = reports.flatMap(leaksOf);
  return Math.round(leaks.reduce((sum, leak) => sum + leak.retainedBytesPerRequest, 0) * 100) / 100;
}
