import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseBaseline, readBaseline, writtenBaseline } from '../../src/base/baseline-file.ts';
import { comparableReport } from '../../src/report/comparable-report.ts';
import { comparedLeak, failedLoad, mapLeak, reportOf } from '../report/sample-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'leakgate-baseline-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a baseline', () => {
  it.each([mapLeak(), comparedLeak(), reportOf({}), failedLoad()])(
    'says of a report what the report says',
    (report) => {
      const run = comparableReport(report);
      expect(parseBaseline(JSON.stringify(report))).toEqual(run);
      expect(parseBaseline(writtenBaseline(run))).toMatchObject({
        ...run,
        leaks: expect.arrayContaining([...run.leaks]),
      });
    },
  );

  it('keeps only what was measured under load, by leak', () => {
    const [leak] = comparableReport(mapLeak()).leaks;
    expect(leak!.requests).toEqual([997, 1499, 2003, 997, 1502]);
    expect(leak!.objects).toEqual([997, 1499, 2003, 997, 1502]);
    expect(comparableReport(mapLeak()).others.map(({ status }) => status)).toEqual(['plateau']);
  });

  it('is written in one order, so that its changes can be read', () => {
    const run = comparableReport(comparedLeak());
    expect(writtenBaseline(run)).toBe(writtenBaseline({ ...run, leaks: run.leaks.toReversed() }));
  });

  it.each([
    ['', /it is no JSON/],
    ['[]', /neither a report\.json nor a baseline/],
    ['{"schemaVersion":2}', /neither/],
    ['{"schemaVersion":1}', /its findings cannot be read/],
    ['{"kind":"leakgate baseline","version":2}', /version 2, expected 1/],
    [
      '{"kind":"leakgate baseline","version":1,"commit":"--output=x","conclusion":"pass","others":[],"leaks":[]}',
      /its leaks/,
    ],
    [
      '{"kind":"leakgate baseline","version":1,"commit":null,"conclusion":"leak","others":[],"leaks":[{}]}',
      /its leaks/,
    ],
  ])('refuses %s', async (text, reason) => {
    const path = join(folder, 'baseline.json');
    writeFileSync(path, text);
    await expect(readBaseline(path)).rejects.toMatchObject({
      code: 'BAD_OPTIONS',
      message: expect.stringMatching(reason),
    });
  });

  it('that is not there is refused with its path', async () => {
    const path = join(folder, 'nope.json');
    await expect(readBaseline(path)).rejects.toMatchObject({ message: expect.stringContaining(`'${path}'`) });
  });
});
