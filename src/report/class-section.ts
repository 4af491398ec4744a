import type { Detail } from './detail.ts';
import { type Block, details, paragraph, type Table } from './document.ts';
import { quoteName } from './escape.ts';
import { formatByteChange, formatCountChange, formatCounted, formatRate } from './format.ts';
import type { LeakReport } from './leak-report.ts';

/** Growth per class over all of the heap, largest first: what a reader compares with DevTools. */
export function classDetails(report: LeakReport, detail: Detail): Block[] {
  const shown = report.classGrowth.slice(0, detail.classRows);
  if (shown.length === 0) return [];
  const requests = Math.max(1, report.load.requests);
  const rest = report.classGrowth.length - shown.length;
  const more =
    rest === 0 ? [] : [paragraph(`And ${formatCounted(rest, 'more class', 'more classes')} in report.json.`)];
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'class', align: 'left' },
      { title: 'objects', align: 'right' },
      { title: 'per request', align: 'right' },
      { title: 'shallow size', align: 'right' },
      { title: 'retained size', align: 'right' },
      { title: 'per request', align: 'right' },
    ],
    rows: shown.map((row) => [
      quoteName(row.name),
      formatCountChange(row.objects),
      formatRate(row.objects / requests),
      formatByteChange(row.shallowBytes),
      formatByteChange(row.retainedBytes),
      formatByteChange(row.retainedBytes / requests),
    ]),
  };
  return [details('Growth per class', [table, ...more])];
}
