import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { GateError } from '../src/errors.ts';
import { writeReport } from '../src/report-folder.ts';
import { leakOf, sessionsFinding } from './report/sample-reports.ts';

const directory = mkdtempSync(join(tmpdir(), 'leakgate-folder-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('tells in a sentence that a report cannot be written, as no fault of leakgate', () => {
  const taken = join(directory, 'taken');
  writeFileSync(taken, '');
  const write = (): unknown => writeReport(leakOf([sessionsFinding()]), 'summary', taken);
  expect(write).toThrow(GateError);
  expect(write).toThrow(expect.objectContaining({ code: 'REPORT_UNWRITABLE' }));
  expect(write).toThrow(`The report could not be written into ${taken}: EEXIST`);
});
