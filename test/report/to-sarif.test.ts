import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { toSarif } from '../../src/report/to-sarif.ts';
import { sarifErrors } from '../support/sarif-schema.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';
import * as samples from './sample-reports.ts';
import { withName } from './with-name.ts';

const surroundings = {
  fallbackFile: 'package.json',
  digest: (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32),
};

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly baselineState?: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Record<string, string>;
  readonly suppressions?: readonly { readonly justification: string }[];
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

function resultsOf(report: LeakReport): Result[] {
  return (toSarif([report], surroundings).runs[0] as { results: Result[] }).results;
}

describe('the SARIF log', () => {
  test.each(
    Object.entries({
      leak: samples.mapLeak(),
      pass: samples.reportOf({}),
      undecided: samples.failedLoad(),
      several: samples.severalFindings(),
      compared: samples.comparedLeak(),
      placeless: samples.listenerLeak(),
      thirteen: samples.thirteenFindings(),
    }),
  )('of the report "%s" is valid SARIF 2.1.0', (_, report) => {
    expect(sarifErrors(toSarif([report, samples.reportOf({})], surroundings))).toEqual([]);
  });

  test('the schema that says so refuses what is none', () => {
    const log = toSarif([samples.mapLeak()], surroundings);
    expect(sarifErrors({ ...log, version: '2.0.0' })).not.toEqual([]);
    expect(sarifErrors({ ...log, runs: [{ ...log.runs[0], columnKind: 'bytes' }] })).not.toEqual([]);
  });

  test('has an error at the place of each failing finding, and a note for a leak that its limit allows', () => {
    const results = resultsOf(samples.severalFindings());
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'note']);
    const { file, line } = samples.mapLeak().findings[0]!.place!;
    expect(resultsOf(samples.mapLeak())[0]!.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: file },
      region: { startLine: line },
    });
  });

  test('gives a leak without a place the file that was named for it', () => {
    const report = samples.mapLeak();
    const placeless = { ...report, findings: report.findings.map((finding) => ({ ...finding, place: null })) };
    expect(resultsOf(placeless)[0]!.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'package.json' },
      region: { startLine: 1 },
    });
  });

  test('recognises a leak by its signature, whatever its line, numbers and commit', () => {
    const report = samples.mapLeak();
    const moved = {
      ...report,
      commit: 'f'.repeat(40),
      findings: report.findings.map((finding) => ({
        ...finding,
        place: { ...finding.place!, line: 999 },
        retainedBytesPerRequest: 1,
      })),
    };
    const prints = (of: LeakReport) => resultsOf(of).map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(moved)).toEqual(prints(report));
    expect(prints({ ...report, cell: { ...report.cell, name: 'worker' } })).not.toEqual(prints(report));
    expect(new Set(prints(samples.thirteenFindings()).map(({ primaryLocationLineHash: hash }) => hash)).size).toBe(13);
  });

  test('says what is new, known and fixed since the base', () => {
    const results = resultsOf(samples.comparedLeak());
    expect(results.map(({ level, baselineState }) => `${level} ${baselineState}`)).toEqual([
      'error new',
      expect.stringMatching(/ unchanged$/),
      'note absent',
    ]);
  });

  test('marks an accepted leak as suppressed, with who answers for it', () => {
    const report = samples.mapLeak();
    const { signature } = report.findings[0]!;
    const entry = { signature, owner: 'shop', reason: 'next release', until: '2026-12-31', state: 'active' as const };
    const [result] = resultsOf({ ...report, accepted: [entry, { ...entry, state: 'expired' }] });
    expect(result!.suppressions).toHaveLength(1);
    expect(result!.suppressions![0]!.justification).toBe('accepted by shop until 2026-12-31: next release');
  });
});

describe('no name can act in SARIF', () => {
  test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))('%s', (_, name) => {
    const log = toSarif(
      [withName(samples.severalFindings(), name), withName(samples.comparedLeak(), name)],
      surroundings,
    );
    expect(sarifErrors(log)).toEqual([]);
    for (const { results } of log.runs as readonly { results: readonly Result[] }[]) {
      for (const { message, locations } of results) {
        // An embedded link is an unescaped bracket; every bracket of a name stands behind a backslash of its own.
        expect(message.text.replace(/\\[\\[\]]/gu, '')).not.toMatch(/[[\]]/u);
        expect(message.text.replace(/\{\{|\}\}/gu, '')).not.toMatch(/[{}]/u);
        expect(message.text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        const { uri } = locations[0]!.physicalLocation.artifactLocation;
        expect(uri).toMatch(/^(?:[\w.~-]|%[\dA-F]{2})+(?:\/(?:[\w.~-]|%[\dA-F]{2})+)*$/u);
        expect(uri.split('/')).not.toContain('..');
      }
    }
  });
});
