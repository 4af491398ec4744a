import type { Change, LeakChange } from '../compare/comparison.ts';
import type { Detail } from './detail.ts';
import { type Block, paragraph, type Table } from './document.ts';
import { formatBytes, formatCounted, formatRate } from './format.ts';
import { sentenceOf, subjectText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { baseText } from './standing.ts';

const WORDS: Readonly<Record<Change, string>> = {
  new: 'new',
  faster: 'faster',
  known: 'known',
  slower: 'slower, thank you',
  fixed: 'fixed, thank you',
};

const SOURCES: Readonly<Record<NonNullable<LeakReport['comparison']>['base']['source'], string>> = {
  measured: 'measured in this job',
  cached: 'measured in an earlier job',
  report: 'read from baseline-report',
};

/** What this change did to each leak of the base, and how the two were compared. */
export function comparisonSection({ comparison }: LeakReport, detail: Detail): Block[] {
  if (comparison === null) return [];
  const { base, changes, note } = comparison;
  const shown = changes.slice(0, detail.changeRows);
  const rest = changes.length - shown.length;
  const isJudged = base.conclusion !== 'inconclusive';
  const nothing = changes.length === 0 && isJudged ? ' Neither leaks.' : '';
  const text = `${sentenceOf(`${baseText(comparison)}${isJudged ? `, ${SOURCES[base.source]}` : ''}`)}${nothing}${note === null ? '' : ` ${sentenceOf(note, 600)}`}`;
  return [
    paragraph(text, 'Compared with'),
    ...(shown.length === 0 ? [] : [changeTable(shown)]),
    ...(rest === 0 ? [] : [paragraph(`And ${formatCounted(rest, 'more change')} in report.json.`)]),
  ];
}

function changeTable(changes: readonly LeakChange[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'since the base', align: 'left' },
      { title: 'leak', align: 'left' },
      { title: 'per request there', align: 'right' },
      { title: 'here', align: 'right' },
      { title: '', align: 'left' },
    ],
    rows: changes.map((change) => [
      WORDS[change.change],
      subjectText(change),
      rateText(change, change.baseRate),
      rateText(change, change.headRate),
      sentenceOf(change.because, 300),
    ]),
  };
}

function rateText({ unit, per }: LeakChange, rate: number): string {
  const text = unit === 'bytes' ? formatBytes(rate) : formatRate(rate);
  return per === undefined ? text : `${text} per ${per}`;
}
