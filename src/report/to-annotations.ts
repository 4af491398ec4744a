import type { Finding } from '../growth/finding.ts';
import { adviceFor } from './advice.ts';
import { answerableQuiet, changeOf, failingInOrder } from './answerable-findings.ts';
import { clip, plainSentence, visible } from './escape.ts';
import { formatCounted } from './format.ts';
import { packageText, placeText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { type Standing, standingOf } from './standing.ts';
import { findingSentence, leakName } from './title.ts';

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
 * One annotation per failing finding, those first that this change is answerable for, then one per leak that does not fail, or the
 * reason why there is no verdict; most important first. What is beyond the limit is handed back, so that it can be named.
 */
export function toAnnotations(
  report: LeakReport,
  { limit, leakLevel = 'error', inconclusiveLevel = 'error' }: AnnotationOptions,
): { annotations: Annotation[]; dropped: Annotation[] } {
  const all = [
    ...(report.verdict.conclusion === 'inconclusive' ? [undecided(report, inconclusiveLevel)] : []),
    ...leaks(report, leakLevel),
    ...answerableQuiet(report).flatMap((finding) => quietAnnotation(report, finding)),
  ];
  return { annotations: all.slice(0, limit), dropped: all.slice(limit) };
}

function leaks(report: LeakReport, level: AnnotationLevel): Annotation[] {
  const failing = failingInOrder(report);
  if (failing.length > 0 || report.verdict.conclusion !== 'leak') {
    return failing.map((finding) => annotationOf(finding, level, leakName(changeOf(report, finding)?.change)));
  }
  // A limit on all growth: the step must not fail without a word.
  return [{ level, title: 'Leak', message: toMessage(`${report.title}.`), file: null, line: null, column: null }];
}

/** Why a leak does not fail the run; none for one that is quiet by itself. */
const QUIET_TITLES: Partial<Record<Standing, string>> = {
  accepted: 'Accepted leak',
  expired: 'Leak accepted until a day that has passed',
  warns: 'Leak that is only warned of',
  'below-limit': 'Growth below the limit',
};

function quietAnnotation(report: LeakReport, finding: Finding): Annotation[] {
  const standing = standingOf(report, finding);
  const title = QUIET_TITLES[standing];
  return title === undefined ? [] : [annotationOf(finding, standing === 'accepted' ? 'notice' : 'warning', title)];
}

function annotationOf(finding: Finding, level: AnnotationLevel, title: string): Annotation {
  const place = placeInDiff(finding);
  return {
    level,
    title: `${title}: ${growingThing(finding)}`,
    message: toMessage(
      `${title}: ${findingSentence(finding)}${packageText(finding)}. ${adviceFor(finding)}${alsoAddedText(finding)}`,
    ),
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}

/** Further lines that add to it, which an annotation at the first one would leave unmended. */
function alsoAddedText({ growthOtherSites = [] }: Finding): string {
  const [first, ...more] = growthOtherSites;
  if (first === undefined) return '';
  const rest = more.length === 0 ? '' : ` and ${formatCounted(more.length, 'further line')}`;
  return ` It is also added to at ${placeText(first.position)}${rest}.`;
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
