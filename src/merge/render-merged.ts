import { buildDocument, verdictHeading } from '../report/build-document.ts';
import type { Detail } from '../report/detail.ts';
import { FULL_DETAIL } from '../report/detail.ts';
import { type Block, details, paragraph, type Table } from '../report/document.ts';
import { plainSentence } from '../report/escape.ts';
import { formatCounted } from '../report/format.ts';
import { sentenceOf } from '../report/growth-text.ts';
import { fitMarkdown, MAX_SUMMARY_BYTES } from '../report/render-summary.ts';
import { newsOf } from '../report/review-news.ts';
import { type TextStyle, writeText } from '../report/write-text.ts';
import { cellName } from './merge-reports.ts';
import type { MergedCell, MergedReport } from './merged-report.ts';

/** Runs shown in full; a table names them all. */
const cellsInFull = 8;
const rowsShown = 200;

/** One summary of many runs, as GitHub Markdown of at most `maxBytes`. */
export function renderMergedSummary(
  merged: MergedReport,
  { maxBytes = MAX_SUMMARY_BYTES }: { maxBytes?: number } = {},
): string {
  return fitMarkdown((detail, dropped) => buildMerged(merged, detail, dropped), maxBytes);
}

/** The same for a terminal or a log. */
export function renderMergedTerminal(merged: MergedReport, style: TextStyle): string {
  return writeText(buildMerged(merged, { ...FULL_DETAIL, findingsInFull: 2 }, []), style);
}

function buildMerged(merged: MergedReport, detail: Detail, dropped: readonly string[]): Block[] {
  const { nextStep } = merged.verdict;
  const left =
    dropped.length === 0
      ? []
      : [paragraph(`${dropped.join(', ')}. All of it is in report.json.`, 'Left out to stay within the size limit')];
  if (detail.essentialsOnly) return [verdictHeading(merged), ...left];
  return [
    verdictHeading(merged),
    ...(nextStep === null ? [] : [paragraph(sentenceOf(nextStep))]),
    cellTable(merged),
    ...restOfTable(merged),
    ...cellDetails(merged, detail),
    ...merged.notes.slice(0, detail.notes).map((note) => paragraph(sentenceOf(note))),
    ...left,
  ];
}

function cellTable({ cells }: MergedReport): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'run', align: 'left' },
      { title: 'verdict', align: 'left' },
      { title: '', align: 'left' },
    ],
    rows: cells
      .slice(0, rowsShown)
      .map((cell) => [cellName(cell), verdictText(cell), plainSentence(cell.report?.title ?? `${cell.why}`, 400)]),
  };
}

const VERDICTS = { leak: '❌ leak', pass: '✅ pass', inconclusive: '⚠ no verdict' } as const;

function verdictText({ report, state }: MergedCell): string {
  if (report !== null) return VERDICTS[report.verdict.conclusion];
  return state === 'missing' ? '⚠ missing' : '⚠ unreadable';
}

function restOfTable({ cells }: MergedReport): Block[] {
  const rest = cells.length - rowsShown;
  return rest <= 0 ? [] : [paragraph(`And ${formatCounted(rest, 'more run')} in report.json.`)];
}

/** The evidence of every run that did not pass, its headings one level down. */
function cellDetails({ cells }: MergedReport, detail: Detail): Block[] {
  const grave = cells.filter(({ report }) => report !== null && report.verdict.conclusion !== 'pass');
  const shown = grave
    .slice(0, Math.min(cellsInFull, detail.findingsInFull))
    .flatMap((cell) => [
      { kind: 'heading', level: 2, symbol: null, tone: 'plain', text: cellName(cell) } as const,
      ...buildDocument(cell.report!, detail, []).slice(1).map(lowered),
    ]);
  const rest = grave.length - Math.min(cellsInFull, detail.findingsInFull);
  return rest <= 0
    ? shown
    : [...shown, paragraph(`And ${formatCounted(rest, 'more run')} that did not pass, in report.json.`)];
}

function lowered(block: Block): Block {
  if (block.kind === 'heading') return { ...block, level: 2 };
  return block.kind === 'details' ? details(block.title, block.blocks, { ...block, open: false }) : block;
}

/** What a reviewer should be told of all runs, a line each without numbers; empty: nothing. */
export function mergedNews({ cells }: MergedReport): string[] {
  return cells
    .flatMap((cell) =>
      cell.report === null
        ? [`${cellName(cell)} ${cell.state}`]
        : newsOf(cell.report).map((line) => `${cellName(cell)} ${line}`),
    )
    .sort();
}
