import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type FoundReport, isIncomplete, leaksIn, mergeReports } from '../../src/merge/merge-reports.ts';
import type { MergedReport } from '../../src/merge/merged-report.ts';
import { mergedNews, renderMergedSummary, renderMergedTerminal } from '../../src/merge/render-merged.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { ACTS_UNSEEN, actsInMarkdown, WORKFLOW_COMMAND } from '../report/acts-in-markdown.ts';
import { HOSTILE_NAMES } from '../report/hostile-names.ts';
import * as samples from '../report/sample-reports.ts';
import { withName } from '../report/with-name.ts';

const schema = JSON.parse(readFileSync(new URL('../../src/merge/merged-report.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv2020({ strictTypes: false }).compile(schema);

function cell(report: LeakReport, name: string, place: Partial<LeakReport['cell']> = {}): FoundReport {
  return { folder: `reports/${name}`, report: { ...report, cell: { name, shard: null, job: null, ...place } } };
}

function merge(found: readonly FoundReport[], expectedCells: number | null = null): MergedReport {
  const merged = mergeReports(found, { leakgateVersion: '1.0.0', expectedCells });
  expect(isValid(JSON.parse(JSON.stringify(merged))), JSON.stringify(isValid.errors)).toBe(true);
  return merged;
}

function statesOf({ cells }: MergedReport): string[] {
  return cells.map(({ name, shard, state, report }) => {
    const part = shard === null ? '' : ` ${shard.index}/${shard.total}`;
    return `${name}${part}: ${report?.verdict.conclusion ?? state}`;
  });
}

const pass = samples.reportOf({});
const leak = samples.mapLeak();
const undecided = samples.failedLoad();
const job = (index: number, total: number, id = 'leaks') => ({ job: { id, index, total } });

describe('merged reports', () => {
  it('pass when every run passes', () => {
    const merged = merge([cell(pass, 'api'), cell(pass, 'worker')]);
    expect(merged).toMatchObject({ title: 'No leak in 2 runs', verdict: { conclusion: 'pass' } });
  });

  it('leak when one run leaks, which stands first and in the title', () => {
    const merged = merge([cell(pass, 'api'), cell(leak, 'worker')]);
    expect(merged.verdict.conclusion).toBe('leak');
    expect(merged.title).toMatch(/^Leak in 1 of 2 runs: `worker`: `sessions` in src\/store\.ts:41 grows by/);
    expect(statesOf(merged)).toEqual(['worker: leak', 'api: pass']);
  });

  it('have no verdict when one run has none', () => {
    const merged = merge([cell(pass, 'api'), cell(undecided, 'worker')]);
    expect(merged.verdict).toMatchObject({ conclusion: 'inconclusive', nextStep: undecided.verdict.nextStep });
    expect(merged.title).toMatch(/^No verdict on 1 of 2 runs: `worker`: 212 of 1,499 requests failed/);
  });

  it('have no verdict when there is nothing at all', () => {
    expect(merge([])).toMatchObject({
      title: 'No verdict: there is no report',
      verdict: { conclusion: 'inconclusive' },
    });
  });

  it('name the cells of a matrix that brought no report, and have no verdict', () => {
    const merged = merge([cell(pass, 'api', job(0, 3)), cell(pass, 'web', job(2, 3))]);
    expect(statesOf(merged)).toEqual(['leaks 2 of 3: missing', 'api: pass', 'web: pass']);
    expect(merged.verdict).toMatchObject({ conclusion: 'inconclusive', nextStep: expect.stringContaining('always()') });
  });

  it('name the shards that brought no report', () => {
    const shard = (index: number) => ({ shard: { index, total: 3 } });
    const merged = merge([cell(pass, 'api', shard(1)), cell(pass, 'api', shard(3))]);
    expect(statesOf(merged)).toEqual(['scenario 2/3: missing', 'api 1/3: pass', 'api 3/3: pass']);
    expect(merge([1, 2, 3].map((index) => cell(pass, 'api', shard(index)))).verdict.conclusion).toBe('pass');
  });

  it('name one missing cell once, though it lacks in the matrix, among the shards and as a folder', () => {
    const at = (index: number) => ({ shard: { index: index + 1, total: 2 }, ...job(index, 2) });
    expect(statesOf(merge([cell(pass, 'api', at(0))]))).toEqual(['leaks 2 of 2: missing', 'api 1/2: pass']);
    const empty = { folder: 'reports/two', problem: 'its folder holds no report.json' };
    expect(statesOf(merge([cell(pass, 'api', at(0)), empty]))).toEqual(['reports/two: unreadable', 'api 1/2: pass']);
  });

  it('are as many as expected, whatever the reports announce', () => {
    expect(statesOf(merge([cell(pass, 'api')], 3))).toEqual([
      'run 2 of 3: missing',
      'run 3 of 3: missing',
      'api: pass',
    ]);
    // A matrix of which only some cells run leakgate.
    expect(merge([cell(pass, 'api', job(0, 3))], 1).verdict.conclusion).toBe('pass');
  });

  it('leak although a cell is missing, because nothing that it held could take the leak away, and say both', () => {
    const merged = merge([cell(leak, 'api', job(0, 2))]);
    expect(merged.verdict.conclusion).toBe('leak');
    expect(merged.title).toMatch(/^Leak in 1 of 2 runs; no verdict on 1: `api`/);
    expect(isIncomplete(merged)).toBe(true);
  });

  it('count a cell that was reported twice once, by its graver report, and say so', () => {
    const merged = merge([cell(pass, 'api', job(0, 1)), cell(leak, 'api', job(0, 1))]);
    expect(statesOf(merged)).toEqual(['api: leak']);
    expect(merged.notes).toEqual(['`api` was reported twice; the graver report counts.']);
  });

  it('keep two steps of one job apart, which measure different services', () => {
    const other = { ...pass, service: { ...pass.service, command: 'node worker.js' } };
    expect(statesOf(merge([cell(pass, 'leaks', job(0, 1)), cell(other, 'leaks', job(0, 1))]))).toHaveLength(2);
  });

  it('count a leak that several shards see as one', () => {
    const shard = (index: number) => ({ shard: { index, total: 2 } });
    expect(leaksIn(merge([cell(leak, 'api', shard(1)), cell(leak, 'api', shard(2))]))).toBe(1);
  });

  it('have news that are equal when nothing but numbers changed', () => {
    const again = { ...leak, findings: leak.findings.map((finding) => ({ ...finding, objectsPerRequest: 2 })) };
    expect(mergedNews(merge([cell(again, 'api')]))).toEqual(mergedNews(merge([cell(leak, 'api')])));
    expect(mergedNews(merge([cell(pass, 'api')]))).toEqual([]);
    expect(mergedNews(merge([cell(pass, 'api')], 2))).toHaveLength(1);
  });
});

describe('the summary of merged reports', () => {
  it('has the verdict first, a row for every run, and the evidence of those that did not pass', () => {
    const found = [cell(pass, 'api'), cell(leak, 'worker'), { folder: 'reports/x', problem: 'its folder is empty' }];
    const text = renderMergedSummary(merge(found));
    expect(text.split('\n')[0]).toMatch(/^### ❌ Leak in 1 of 3 runs; no verdict on 1: `worker`/);
    for (const row of ['| `worker` | ❌ leak |', '| `reports/x` | ⚠ unreadable |', '| `api` | ✅ pass |'])
      expect(text).toContain(row);
    expect(text).toContain('#### `worker`');
    expect(text).toContain('Who keeps it alive');
    expect(renderMergedTerminal(merge(found), { color: false, columns: 100 })).toContain('worker');
  });

  it('fits a comment, however many runs there are', () => {
    const many = Array.from({ length: 300 }, (_, at) => cell(samples.thirteenFindings(), `cell ${at}`));
    const text = renderMergedSummary(merge(many), { maxBytes: 64_000 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64_000);
    expect(text).toContain('### ❌ Leak in 300 of 300 runs');
  });

  it.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))('lets no name act: %s', (_, name) => {
    const foundWith = (each: string): FoundReport[] => [
      { folder: 'a', report: withName(samples.comparedLeak(), each) },
      { folder: each, problem: each },
    ];
    const text = renderMergedSummary(merge(foundWith(name)));
    const harmless = renderMergedSummary(merge(foundWith('harmless')));
    expect(actsInMarkdown(text, harmless)).toEqual([]);
    const terminal = renderMergedTerminal(merge(foundWith(name)), { color: false, columns: 80 });
    expect(terminal).not.toMatch(ACTS_UNSEEN);
    expect(terminal).not.toMatch(WORKFLOW_COMMAND);
  });
});
