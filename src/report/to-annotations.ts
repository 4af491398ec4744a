import type { Finding } from '../growth/finding.ts';
import { adviceFor } from './advice.ts';
import { answerableBelowLimit, answerableFindings, changeOf } from './answerable-findings.ts';
import { clip, plainSentence, visible } from './escape.ts';
import { packageText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { findingSentence } from './title.ts';

/** A message at a place in the diff. Plain text in one line: GitHub renders no Markdown in it. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  /** One sentence or two that stand alone, at most 4,096 characters, in one line. */
  readonly message: string;
  /** Relative to the repository; null where no place in it is known. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export type AnnotationLevel = 'error' | 'warning' | 'notice';

export interface AnnotationOptions {
  /** GitHub drops more than 10 per level and step without a word. */
  readonly limit: number;
  /** How a leak and an undecided run are shown; errors unless the user only wants to be warned. */
  readonly leakLevel?: AnnotationLevel;
  readonly inconclusiveLevel?: AnnotationLevel;
}

/** GitHub cuts longer messages off. */
const MAX_MESSAGE_LENGTH = 4096;

/**
 * One annotation per failing finding that this change is answerable for, then one per leak below its limit, or the reason
 * why there is no verdict; most important first. What is beyond the limit is handed back, so that it can be named.
 */
export function toAnnotations(
  report: LeakReport,
  { limit, leakLevel = 'error', inconclusiveLevel = 'error' }: AnnotationOptions,
): { annotations: Annotation[]; dropped: Annotation[] } {
  const all = [
    ...(report.verdict.conclusion === 'inconclusive' ? [undecided(report, inconclusiveLevel)] : []),
    ...leaks(report, leakLevel),
    ...answerableBelowLimit(report).map((finding) => annotationOf(finding, 'warning', 'Growth below the limit')),
  ];
  return { annotations: all.slice(0, limit), dropped: all.slice(limit) };
}

function leaks(report: LeakReport, level: AnnotationLevel): Annotation[] {
  const answerable = answerableFindings(report);
  if (answerable.length > 0 || report.verdict.conclusion !== 'leak') {
    return answerable.map((finding) => annotationOf(finding, level, leakTitle(report, finding)));
  }
  // A policy that lets known leaks fail, or a limit on all of them: the step must not fail without a word.
  return [{ level, title: 'Leak', message: toMessage(`${report.title}.`), file: null, line: null, column: null }];
}

function leakTitle(report: LeakReport, finding: Finding): string {
  const change = changeOf(report, finding)?.change;
  if (change === 'new') return 'New leak';
  return change === 'faster' ? 'Faster leak' : 'Leak';
}

function annotationOf(finding: Finding, level: AnnotationLevel, title: string): Annotation {
  const place = placeInDiff(finding);
  return {
    level,
    title: `${title}: ${growingThing(finding)}`,
    message: toMessage(`${title}: ${findingSentence(finding)}${packageText(finding)}. ${adviceFor(finding)}`),
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}

/** Only files of the repository, and none whose name would act in a log. */
function placeInDiff({ place }: Finding): Finding['place'] {
  const named = place?.inRepository === true && place.file !== '' && visible(place.file) === place.file;
  return named && place.file.length <= 1024 ? place : null;
}

function growingThing(finding: Finding): string {
  return clip(visible(finding.ownerName ?? finding.owner), 100).replaceAll('`', '');
}

function undecided(report: LeakReport, level: AnnotationLevel): Annotation {
  const next = report.verdict.nextStep === null ? '' : ` ${plainSentence(report.verdict.nextStep)}`;
  return {
    level,
    title: 'No verdict',
    message: toMessage(`${report.title}.${next}`),
    file: null,
    line: null,
    column: null,
  };
}

function toMessage(text: string): string {
  return clip(visible(text), MAX_MESSAGE_LENGTH - 1);
}
