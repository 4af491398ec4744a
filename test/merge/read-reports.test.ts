import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReports } from '../../src/merge/read-reports.ts';
import * as samples from '../report/sample-reports.ts';

it('takes what an earlier merge wrote for no run, and the runs below it and beside it for what they are', () => {
  const directory = mkdtempSync(join(tmpdir(), 'leakgate-merge-'));
  const write = (folder: string, value: unknown): void => {
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, 'report.json'), JSON.stringify(value));
  };
  write('leakgate-report', { schemaVersion: 1, kind: 'merged', cells: [] });
  write('leakgate-report/below', samples.mapLeak());
  write('own', samples.mapLeak());
  write('broken', { kind: 'other' });
  const found = readReports([directory], directory);
  expect(found.map((each) => [each.folder, 'report' in each])).toEqual([
    ['broken', false],
    ['leakgate-report/below', true],
    ['own', true],
  ]);
  rmSync(directory, { recursive: true });
});
