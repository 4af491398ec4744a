import { expect, test } from 'vitest';
import { didYouMean } from '../../src/options/nearest-name.ts';

const KNOWN = ['url', 'report-directory', 'baseline-report', 'time-limit', 'warmup-requests', 'connections'];

test.each([
  ['conections', '; did you mean connections?'],
  ['TIME_LIMIT', '; did you mean time-limit?'],
  ['report', '; did you mean report-directory?'],
  ['report-folder', '; did you mean report-directory?'],
  ['requests', '; did you mean warmup-requests?'],
  ['uri', '; did you mean url?'],
  ['fast', ''],
])('%s', (name, hint) => {
  expect(didYouMean(name, KNOWN)).toBe(hint);
});
