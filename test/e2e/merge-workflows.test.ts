import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownWorkflows } from '../../scripts/shown-workflows.ts';
import type { MergedReport } from '../../src/merge/merged-report.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { HOSTILE_NAMES } from '../report/hostile-names.ts';
import * as samples from '../report/sample-reports.ts';
import { withName } from '../report/with-name.ts';
import { FakeGitHub } from '../support/fake-github.ts';
import { runBuiltCli } from '../support/run-cli.ts';
import { sarifErrors } from '../support/sarif-schema.ts';
import { Artifacts, runWorkflow, type WorkflowResult } from '../support/workflow-emulator.ts';

const [, , commentOnFork, manyServices] = shownWorkflows().map(([, text]) => text) as [string, string, string, string];
const head = 'a'.repeat(40);
const folder = mkdtempSync(join(tmpdir(), 'leakgate-merge-'));
const artifacts = new Artifacts();
const disposables: (() => void)[] = [];
let github: FakeGitHub;
let apiUrl: string;
let runId = 100;

beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.start();
});
afterEach(() => github.stop());
afterAll(() => {
  artifacts.dispose();
  rmSync(folder, { recursive: true, force: true });
  for (const dispose of disposables) dispose();
});

function cell(report: LeakReport, name: string, index: number, total = 2): LeakReport {
  return { ...report, cell: { name: `leaks (${name})`, shard: null, job: { id: 'leaks', index, total } } };
}

/** Puts reports where the jobs of a run would have uploaded them. */
function upload(run: number, reports: Readonly<Record<string, LeakReport | string>>): void {
  for (const [name, report] of Object.entries(reports)) {
    const to = artifacts.folder(run, `leakgate-${name}`);
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, 'report.json'), typeof report === 'string' ? report : JSON.stringify(report));
  }
}

/** The last job of the workflow for many services, on reports that its cells would have brought. */
async function verdictOn(reports: Readonly<Record<string, LeakReport | string>>): Promise<WorkflowResult> {
  upload(++runId, reports);
  const result = await runWorkflow(manyServices, {
    repository: folder,
    event: { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: head } } } },
    apiUrl,
    runId,
    artifacts,
    survives: (job) => job === 'verdict',
  });
  disposables.push(result.dispose);
  return result;
}

function comments(): string[] {
  return github.comments.map(({ body }) => body.split('\n').find((line) => line.startsWith('### '))!);
}

const api = cell(samples.reportOf({}), 'api', 0);
const worker = cell(samples.reportOf({}), 'worker', 1);
const leaky = cell(samples.mapLeak(), 'worker', 1);

describe('the last job of a matrix', () => {
  it('fails on a leak of one cell, and comments once; strikes when clean; tells of a missing cell', async () => {
    const first = await verdictOn({ api, worker: leaky });
    const [gate] = first.jobs[0]!.gates;
    expect(gate!.conclusion).toBe('failure');
    expect(gate!.outputs).toMatchObject({ verdict: 'leak', findings: '1' });
    expect(gate!.commands.annotations).toEqual([]);
    expect(gate!.summary).toContain('| `leaks (api)` | ✅ pass |');
    expect(sarifErrors(first.sarif[0])).toEqual([]);
    expect(comments()).toEqual([expect.stringMatching(/^### ❌ Leak in 1 of 2 runs: `leaks \(worker\)`: `sessions`/)]);

    await verdictOn({ api, worker: leaky });
    expect(github.writes()).toHaveLength(1);

    expect((await verdictOn({ api, worker })).jobs[0]!.status).toBe('success');
    expect(comments()).toEqual(['### ✅ No leak any more that this change is answerable for']);
    expect(github.comments[0]!.body).toContain('~~Leak in 1 of 2 runs');

    const lost = await verdictOn({ api });
    expect(lost.jobs[0]!.status).toBe('failure');
    expect(lost.jobs[0]!.gates[0]!.outputs['verdict']).toBe('inconclusive');
    expect(lost.jobs[0]!.gates[0]!.commands.annotations).toHaveLength(1);
    expect(comments()).toEqual([expect.stringMatching(/^### ⚠️ No verdict on 1 of 2 runs: `leaks 2 of 2`/)]);
  });

  it('says nothing about leaks that the base had as well', async () => {
    const compared = samples.comparedLeak();
    const known = {
      ...samples.reportOf({ findings: compared.findings.slice(1) }),
      comparison: { ...compared.comparison!, changes: compared.comparison!.changes.slice(1, 2) },
    };
    await verdictOn({ api: cell(known, 'api', 0), worker });
    expect(github.writes()).toEqual([]);
  });
});

describe('the workflow that comments for forks', () => {
  const payload = {
    workflow_run: {
      id: 50,
      head_sha: head,
      head_branch: 'fix',
      head_repository: { owner: { login: 'forker' } },
      pull_requests: [],
    },
  };

  async function comment(report: LeakReport | string): Promise<WorkflowResult> {
    upload(50, { report });
    const event = { name: 'workflow_run', payload };
    const result = await runWorkflow(commentOnFork, { repository: folder, event, apiUrl, runId: ++runId, artifacts });
    disposables.push(result.dispose);
    return result;
  }

  it('comments on the pull request whose head was measured, once', async () => {
    github.pulls.push({ number: 7, head: { sha: head, label: 'forker:fix' } });
    const report = { ...samples.mapLeak(), cell: { name: 'leaks', shard: null, job: null } };
    for (let time = 0; time < 2; time++) expect((await comment(report)).jobs[0]!.status).toBe('success');
    expect(comments()).toEqual([expect.stringMatching(/^### ❌ Leak in 1 of 1 run: `leaks`: `sessions`/)]);
    expect(github.writes()).toHaveLength(1);
  });

  it('comments on no other, whatever the artifact says', async () => {
    github.pulls.push({ number: 7, head: { sha: 'b'.repeat(40), label: 'forker:fix' } });
    const result = await comment({ ...samples.mapLeak(), pull_request: 7 } as LeakReport);
    expect(github.writes()).toEqual([]);
    expect(result.jobs[0]!.gates[0]!.commands.log.join('\n')).toContain('belongs to no open pull request');
  });

  it.each([
    ['numbers that are texts', JSON.stringify({ ...samples.mapLeak(), explainedShare: '```\n# forged' })],
    ['no JSON', '::error::forged'],
    ['fields that are none', JSON.stringify({ ...samples.mapLeak(), kind: '<img src=x>' })],
  ])('believes no report with %s', async (_, text) => {
    github.pulls.push({ number: 7, head: { sha: head, label: 'forker:fix' } });
    const result = await comment(text);
    expect(comments()).toEqual([expect.stringContaining('No verdict on 1 of 1 run')]);
    expect(github.comments[0]!.body).not.toMatch(/forged|<img/);
    expect(result.jobs[0]!.gates[0]!.commands.refused).toEqual([]);
  });

  it('lets no name of a fork act in comment, log or SARIF', async () => {
    github.pulls.push({ number: 7, head: { sha: head, label: 'forker:fix' } });
    const names = HOSTILE_NAMES.filter((name) => /::|##\[|<|\]\(|@/.test(name) && name.length < 60);
    const report = samples.leakOf(
      names.map((name, at) => ({ ...withName(samples.mapLeak(), name).findings[0]!, signature: `leak ${at} ${name}` })),
    );
    const { gates } = (await comment(report)).jobs[0]!;
    const obeyed = new Set(gates[0]!.commands.obeyed.map(({ name }) => name));
    expect([...obeyed].every((name) => ['add-mask', 'stop-commands'].includes(name))).toBe(true);
    expect(gates[0]!.commands.isStopped).toBe(false);
    expect(sarifErrors(JSON.parse(readFileSync(gates[0]!.outputs['sarif-file']!, 'utf8')))).toEqual([]);
    const prose = github.comments[0]!.body.replace(/`[^`]*`/g, '').replace(/^<!--.*-->$/m, '');
    expect(prose).not.toMatch(
      /<(?!\/?(?:details|summary|sub)\b)|(?<!\\)\]\((?!https:\/\/github\.com\/octo\/service\/actions)|@\w/,
    );
  });
});

describe('leakgate merge', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../src/merge/merged-report.schema.json', import.meta.url), 'utf8'),
  );
  const isValid = new Ajv2020({ strictTypes: false }).compile(schema);

  function write(path: string, report: LeakReport): void {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'report.json'), JSON.stringify(report));
  }

  it('joins folders given one by one or together, and ends with the code of the verdict', async () => {
    write('one/api', api);
    write('one/worker', leaky);
    const together = await runBuiltCli(['merge', 'one', '--json', '-'], { cwd: folder });
    expect(together.exitCode, together.stderr).toBe(1);
    const merged = JSON.parse(together.stdout) as MergedReport;
    expect(isValid(merged), JSON.stringify(isValid.errors)).toBe(true);
    expect(merged.cells.map(({ name }) => name)).toEqual(['leaks (worker)', 'leaks (api)']);
    const apart = await runBuiltCli(['merge', 'one/api', 'one/worker', '--json', '-'], { cwd: folder });
    expect(JSON.parse(apart.stdout)).toEqual(merged);
    expect(JSON.parse(readFileSync(join(folder, 'leakgate-report/report.json'), 'utf8'))).toEqual(merged);
    expect(readFileSync(join(folder, 'leakgate-report/summary.md'), 'utf8')).toContain('❌ Leak in 1 of 2 runs');
  });

  it('has no verdict when a folder holds no report, a cell is missing or a link stands for one', async () => {
    write('two/api', api);
    mkdirSync(join(folder, 'two/worker'));
    const missing = await runBuiltCli(['merge', 'two'], { cwd: folder });
    expect(missing.exitCode).toBe(2);
    expect(missing.stdout).toContain('leaks 2 of 2');
    expect((await runBuiltCli(['merge', 'two/api', 'nowhere'], { cwd: folder })).stdout).toContain(
      'holds no report.json',
    );
    symlinkSync(join(folder, 'two/api/report.json'), join(folder, 'two/worker/report.json'));
    expect((await runBuiltCli(['merge', 'two/worker'], { cwd: folder })).exitCode).toBe(2);
    expect((await runBuiltCli(['merge', 'two/api', '--cells', '1'], { cwd: folder })).exitCode).toBe(0);
    expect((await runBuiltCli(['merge', 'two', '--on-inconclusive', 'pass'], { cwd: folder })).exitCode).toBe(0);
  });

  it.each([
    [['merge'], /expected leakgate merge DIR…/],
    [['merge', 'two', '--cells', 'many'], /cells is 'many'; expected a whole number, at least 1/],
    [['merge', 'two', '--report-directory', 'two'], /would overwrite a report/],
    [['merge', 'two', '--start', 'x'], /--start.* is not a flag of leakgate merge/],
  ])('refuses %j', async (args, reason) => {
    const result = await runBuiltCli(args, { cwd: folder });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toMatch(reason);
  });
});
