import { expect, it } from 'vitest';
import { compareWithBase, missingBase } from '../../src/compare/compare-with-base.ts';
import { comparableReport } from '../../src/report/comparable-report.ts';
import { failedLoad, mapLeak } from '../report/sample-reports.ts';

const head = comparableReport(mapLeak());
const none = new Map<string, string>();

it('a base that came to no verdict is compared with nothing, and its reason is told', () => {
  const run = comparableReport(failedLoad());
  const { base, changes, note } = compareWithBase({ source: 'measured', run, renamed: none, note: 'In turns.' }, head);
  expect(base.conclusion).toBe('inconclusive');
  expect(changes).toEqual([]);
  expect(note).toBe(
    `The base could not be judged, so this run was judged alone: ${failedLoad().verdict.because[0]!.replace(/\.$/, '')}. In turns.`,
  );
});

it('a base that was not found is said with what git said', () => {
  const { note } = compareWithBase(missingBase('main is not known here', 'measured'), head);
  expect(note).toBe('The base could not be judged, so this run was judged alone: main is not known here.');
});

it('a base that can be judged is compared, and how it was measured is told', () => {
  const { changes, note } = compareWithBase({ source: 'cached', run: head, renamed: none, note: 'Before.' }, head);
  expect(changes.map(({ change }) => change)).toEqual(['known']);
  expect(note).toBe('Before.');
});
