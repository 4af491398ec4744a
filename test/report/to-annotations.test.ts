import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/growth/finding.ts';
import { titleOf } from '../../src/report/title.ts';
import { toAnnotations } from '../../src/report/to-annotations.ts';
import * as samples from './sample-reports.ts';

describe('annotations', () => {
  test('stand at the place of each finding that fails, most important first', () => {
    const { annotations, dropped } = toAnnotations(samples.thirteenFindings(), { limit: 10 });
    expect(annotations.map(({ level, file, line }) => `${level} ${file}:${line}`)).toEqual(
      Array.from({ length: 10 }, (_, index) => `error src/cache-${index + 1}.ts:${index + 11}`),
    );
    expect(dropped.map(({ title }) => title)).toEqual(['Leak: cache11', 'Leak: cache12', 'Leak: cache13']);
  });

  test('warn about a leak below its limit, behind those that fail', () => {
    const { annotations } = toAnnotations(samples.severalFindings(), { limit: 10 });
    expect(annotations.map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
  });

  test('say nothing on a pass, whatever grew for a while', () => {
    expect(toAnnotations(samples.plateauPass(), { limit: 10 })).toEqual({ annotations: [], dropped: [] });
  });

  test('give the reason and the next step once when there is no verdict', () => {
    const { annotations } = toAnnotations(samples.failedLoad(), { limit: 10 });
    expect(annotations).toHaveLength(1);
    expect(annotations[0]!.message).toBe(
      'No verdict: 212 of 1,499 requests failed in round 2 (`POST /orders` → 503). Lower `connections` (now 10) or raise what limits the service, and run again.',
    );
  });

  test('stand only at what this change is answerable for, and say whether it is new', () => {
    const { annotations, dropped } = toAnnotations(samples.comparedLeak(), { limit: 10 });
    expect(annotations.map(({ title, file }) => `${title} ${file}`)).toEqual([
      `New leak: templateCache ${samples.templateCache().place?.file}`,
    ]);
    expect(dropped).toEqual([]);
  });

  test('say that a leak is known where a policy lets it fail, behind what this change is answerable for', () => {
    const report = samples.comparedLeak();
    const strict = {
      ...report,
      findings: report.findings.toReversed(),
      checks: report.checks.map((check) => ({ ...check, level: 'leak' as const, passed: false })),
    };
    expect(toAnnotations(strict, { limit: 10 }).annotations.map(({ level, title }) => `${level} ${title}`)).toEqual([
      'error New leak: templateCache',
      'error Known leak: sessions',
    ]);
    expect(titleOf(strict)).toMatch(/^New leak: `templateCache`.*, and 1 more$/);
    expect(titleOf({ ...strict, findings: strict.findings.slice(0, 1) })).toMatch(/^Known leak: `sessions`/);
  });

  test.each([
    ['active', 'notice', 'Accepted leak: sessions', '1 accepted among'],
    [
      'expired',
      'warning',
      'Leak accepted until a day that has passed: sessions',
      '1 accepted until a day that has passed among',
    ],
  ] as const)('say that a leak is accepted (%s)', (state, level, title, headline) => {
    const report = samples.mapLeak();
    const [{ signature }] = report.findings as [Finding];
    const entry = { signature, owner: 'team', reason: 'known', until: '2026-12-31', state };
    const verdict = { ...report.verdict, conclusion: 'pass' as const };
    const accepted = { ...report, verdict, checks: [], accepted: [entry] };
    expect(toAnnotations(accepted, { limit: 10 }).annotations).toMatchObject([{ level, title }]);
    expect(titleOf(accepted)).toContain(headline);
    expect(titleOf(accepted)).not.toContain('base');
    const base = { commit: null, source: 'measured', conclusion: 'inconclusive' } as const;
    const alone = { ...accepted, comparison: { base, changes: [], note: 'main is not known here.' } };
    expect(titleOf(alone)).toMatch(/requests, not compared with its base$/);
  });

  test('stand at every leak where the base could not be used', () => {
    const report = samples.comparedLeak();
    const base = { ...report.comparison!.base, conclusion: 'inconclusive' as const };
    const alone = samples.leakOf([...report.findings], { comparison: { ...report.comparison!, base, changes: [] } });
    expect(toAnnotations(alone, { limit: 10 }).annotations.map(({ level }) => level)).toEqual(['error', 'error']);
  });

  test('use the level that the user asked for', () => {
    const leak = toAnnotations(samples.mapLeak(), { limit: 10, leakLevel: 'warning' });
    const undecided = toAnnotations(samples.failedLoad(), { limit: 10, inconclusiveLevel: 'notice' });
    expect([leak, undecided].map(({ annotations }) => annotations[0]!.level)).toEqual(['warning', 'notice']);
  });

  test.each([
    ['outside the repository', { inRepository: false }],
    ['in a file whose name would act in a log', { file: 'src/a\n::error::b.ts' }],
    ['in a file without a name', { file: '' }],
  ])('name no file %s', (_, changes) => {
    const place = { ...samples.place('src/a.ts', 1, 1), ...changes };
    const { annotations } = toAnnotations(samples.leakOf([samples.sessionsFinding({ place })]), { limit: 10 });
    expect(annotations[0]).toMatchObject({ file: null, line: null, column: null });
  });

  test('never leave a leak without an annotation', () => {
    const report = samples.reportOf({
      verdict: { conclusion: 'leak', because: ['RSS grew over its limit.'], nextStep: null },
    });
    expect(toAnnotations(report, { limit: 10 }).annotations).toMatchObject([
      { level: 'error', message: 'Over the limit: RSS grew over its limit.' },
    ]);
  });
});

test('a leak that a dependency fills is annotated at the nearest line of the repository, with package and version', () => {
  const finding = samples.sessionsFinding({
    growthSite: { file: 'node_modules/debug/src/common.js', line: 129, column: 25, inRepository: false },
    growthPackage: { name: 'debug', version: '4.1.0' },
    place: { file: 'src/server.ts', line: 12, column: 3, inRepository: true },
  });
  const [annotation] = toAnnotations(samples.leakOf([finding]), { limit: 10 }).annotations;
  expect(annotation).toMatchObject({ level: 'error', file: 'src/server.ts', line: 12 });
  expect(annotation!.message).toContain('(added by debug 4.1.0 in node_modules/debug/src/common.js:129)');
});
