import { LISTED } from '../errors.ts';
import type { Conclusion } from '../verdict/verdict.ts';
import { acceptedSection } from './accepted-section.ts';
import { adviceFor } from './advice.ts';
import { allocationDetails } from './allocations/allocation-section.ts';
import { failingInOrder } from './answerable-findings.ts';
import { checksDetails, exceededLine, warningsList } from './checks-section.ts';
import { classDetails } from './class-section.ts';
import { comparisonSection } from './comparison-section.ts';
import type { Detail } from './detail.ts';
import { type Block, type Heading, paragraph } from './document.ts';
import { plainSentence } from './escape.ts';
import { findingSection } from './finding-section.ts';
import { formatCount } from './format.ts';
import { sentenceOf } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { furtherFindings, notesSection, quietSection } from './listed-findings.ts';
import { failureSection, loadDetails } from './load-section.ts';
import { memoryDetails } from './memory-section.ts';
import { reproductionDetails } from './reproduction.ts';
import { explainedLine, memoryLine, roundsLine, sensitivityLine } from './run-section.ts';
import { controlLine, gcStudyLine } from './studies-section.ts';

const SYMBOLS: Readonly<Record<Conclusion, string>> = { leak: '❌', pass: '✅', inconclusive: '⚠️' };

/** The whole report for a reader: verdict, what to do, then the evidence, most convincing first. */
export function buildDocument(report: LeakReport, detail: Detail, dropped: readonly string[]): Block[] {
  if (detail.essentialsOnly)
    return [
      verdictHeading(report),
      ...whatToDo(report),
      ...acceptedSection(report),
      ...droppedLine(dropped),
      ...reproduceCommand(report),
    ];
  return [
    verdictHeading(report),
    ...whatToDo(report),
    ...failureSection(report, detail),
    ...comparisonSection(report, detail),
    ...findingSections(report, detail),
    ...furtherFindings(report, detail),
    ...exceededLine(report),
    ...(report.verdict.conclusion === 'pass' ? sensitivityLine(report) : []),
    ...controlLine(report),
    ...roundsLine(report),
    ...quietSection(report, detail),
    ...acceptedSection(report),
    ...(report.verdict.conclusion === 'leak' ? explainedLine(report) : memoryLine(report)),
    ...warningsList(report),
    ...(report.verdict.conclusion === 'pass' ? [] : sensitivityLine(report)),
    ...gcStudyLine(report),
    ...notesSection(report, detail),
    ...(report.verdict.conclusion === 'leak' ? [...reproductionDetails(report), ...allocationDetails(report)] : []),
    ...memoryDetails(report, detail),
    ...loadDetails(report, detail),
    ...checksDetails(report, detail),
    ...classDetails(report, detail),
    ...droppedLine(dropped),
    ...reproduceCommand(report),
  ];
}

/** The first line that anyone reads. */
export function verdictHeading(report: Pick<LeakReport, 'verdict' | 'title'>): Heading {
  const { conclusion } = report.verdict;
  return {
    kind: 'heading',
    level: 1,
    symbol: SYMBOLS[conclusion],
    tone: conclusion,
    text: plainSentence(report.title),
  };
}

/** Of a reason that lists what was wrong. */
const MOST_LISTED = 10;

/** For a leak the advice on the first finding, then the verdict's next step; reasons that the title does not hold. */
function whatToDo(report: LeakReport): Block[] {
  const first = failingInOrder(report)[0];
  const advice = first === undefined ? [] : [adviceFor(first)];
  const next = report.verdict.nextStep === null ? [] : [sentenceOf(report.verdict.nextStep)];
  const reasons =
    report.verdict.conclusion === 'inconclusive'
      ? report.verdict.because.slice(1, 5).map((reason) => sentenceOf(reason))
      : [];
  const text = [...advice, ...reasons, ...next].join(' ');
  return [...restOfReason(report), ...(text === '' ? [] : [paragraph(text)])];
}

/** What the title's reason goes on to list, line by line: requests that were not answered as expected. */
function restOfReason({ verdict }: LeakReport): Block[] {
  const [, ...lines] = verdict.conclusion === 'inconclusive' ? (verdict.because[0] ?? '').split(LISTED) : [];
  const items = lines.slice(0, MOST_LISTED).map((line) => sentenceOf(line, 400));
  const more = lines.length - items.length;
  if (more > 0) items.push(`${formatCount(more)} more, see report.json`);
  return items.length === 0 ? [] : [{ kind: 'list', label: null, items }];
}

function findingSections(report: LeakReport, detail: Detail): Block[] {
  const failing = failingInOrder(report);
  return failing
    .slice(0, detail.findingsInFull)
    .flatMap((finding, position) => findingSection(finding, report, { position, alone: failing.length === 1, detail }));
}

function droppedLine(dropped: readonly string[]): Block[] {
  return dropped.length === 0
    ? []
    : [paragraph(`${dropped.join(', ')}. All of it is in report.json.`, 'Left out to stay within the size limit')];
}

function reproduceCommand(report: LeakReport): Block[] {
  return report.reproduce.trim() === ''
    ? []
    : [{ kind: 'command', label: 'Reproduce', command: report.reproduce.slice(0, 2000) }];
}
