import { describe, expect, test } from 'vitest';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import { toAnnotations } from '../../src/report/to-annotations.ts';
import * as samples from './sample-reports.ts';

// Whole texts, compared with the files in test/golden. Record them anew with `npx vitest run --config
// test/vitest.config.ts test/report/golden-reports.test.ts -u` and read the difference before committing it.
const REPORTS = {
  'map-leak': samples.mapLeak(),
  'listener-leak-without-place': samples.listenerLeak(),
  'descriptor-leak': samples.descriptorLeak(),
  'context-leak': samples.contextLeak(),
  pass: samples.reportOf({}),
  'pass-with-plateau': samples.plateauPass(),
  'pass-with-unknowns': samples.unknownsPass(),
  'inconclusive-failed-load': samples.failedLoad(),
  'inconclusive-service-exited': samples.serviceExited(),
  'several-findings': samples.severalFindings(),
  'compared-leak': samples.comparedLeak(),
  'compared-pass': samples.comparedPass(),
  'thirteen-findings': samples.thirteenFindings(),
};

describe.each(Object.entries(REPORTS))('the report "%s"', (name, report) => {
  test('reads as recorded in the job summary', async () => {
    await expect(renderSummary(report)).toMatchFileSnapshot(`../golden/${name}.md`);
  });

  test('reads as recorded on a terminal', async () => {
    await expect(renderTerminal(report, { color: false, columns: 100 })).toMatchFileSnapshot(`../golden/${name}.txt`);
  });

  test('annotates as recorded', async () => {
    const shown = `${JSON.stringify(toAnnotations(report, { limit: 10 }), null, 2)}\n`;
    await expect(shown).toMatchFileSnapshot(`../golden/${name}.annotations.json`);
  });
});

test('a huge report reads as recorded once it is shortened to 40 KiB', async () => {
  const text = renderSummary(samples.hugeReport(), { maxBytes: 40 * 1024 });
  await expect(text).toMatchFileSnapshot('../golden/shortened.md');
});
