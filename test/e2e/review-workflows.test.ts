import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shownWorkflows } from '../../scripts/shown-workflows.ts';
import { freePort } from '../../src/service/free-port.ts';
import { FakeGitHub } from '../support/fake-github.ts';
import { runStep, type StepOptions, type StepResult } from '../support/runner-emulator.ts';
import { sarifErrors } from '../support/sarif-schema.ts';
import { Artifacts, runWorkflow, type WorkflowOptions, type WorkflowResult } from '../support/workflow-emulator.ts';

const [plain, onFork, commentOnFork, manyServices] = shownWorkflows().map(([, text]) => text) as [
  string,
  string,
  string,
  string,
];
const head = 'a'.repeat(40);
const pullRequest = { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: head } } } };

const disposables: (() => void)[] = [];
const artifacts = new Artifacts();
let github: FakeGitHub;
let apiUrl: string;
let port: number;
let runId = 100;

beforeAll(async () => {
  port = await freePort();
});
beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.start();
});
afterEach(() => github.stop());
afterAll(() => {
  artifacts.dispose();
  for (const dispose of disposables) dispose();
});

/** A Node service in a folder, with the files that `npm ci` needs. */
function writeService(folder: string, leaky: boolean): void {
  mkdirSync(folder, { recursive: true });
  const keep = leaky ? 'sessions.set(++count, { at: count, text: "x".repeat(50) + count });' : 'count++;';
  const server = `
const sessions = new Map();
let count = 0;
require('node:http').createServer((request, response) => { ${keep} response.end('ok'); }).listen(${port}, '127.0.0.1');
`;
  writeFileSync(join(folder, 'server.js'), server);
  writeFileSync(join(folder, 'package.json'), '{"name":"service","version":"1.0.0"}');
  const lock = { name: 'service', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'service' } } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

function makeRepository(services: Record<string, boolean>): string {
  const folder = mkdtempSync(join(tmpdir(), 'leakgate-repository-'));
  disposables.push(() => rmSync(folder, { recursive: true, force: true }));
  // Paths in reports begin at the root of the repository.
  execFileSync('git', ['init', '-q', folder]);
  for (const [path, leaky] of Object.entries(services)) writeService(join(folder, path), leaky);
  writeFileSync(join(folder, 'leakgate.yml'), 'depth: quick\nwarm-up: 300\nrequests: 300\n');
  return folder;
}

/** Runs a workflow of the documents, with the test's own port for theirs. */
async function run(text: string, options: Partial<WorkflowOptions> & { repository: string }): Promise<WorkflowResult> {
  const result = await runWorkflow(text.replaceAll(':3000/', `:${port}/`), {
    event: pullRequest,
    apiUrl,
    runId: ++runId,
    artifacts,
    ...options,
  });
  disposables.push(result.dispose);
  return result;
}

function statusesOf({ jobs }: WorkflowResult): Record<string, string> {
  return Object.fromEntries(jobs.map(({ job, matrix, status }) => [[job, ...Object.values(matrix)].join(' '), status]));
}

function comments(): string[] {
  return github.comments.map(({ body }) => body.split('\n').find((line) => line.startsWith('### '))!);
}

describe('the workflow of the README', () => {
  it('passes a service that does not leak, without a token and without a word', async () => {
    const result = await run(plain, { repository: makeRepository({ '.': false }) });
    expect(statusesOf(result)).toEqual({ leaks: 'success' });
    expect(result.jobs[0]!.gates[0]!.summary).toContain('✅ No leak');
    expect(result.jobs[0]!.gates[0]!.commands.annotations).toEqual([]);
    expect(github.requests).toEqual([]);
  });
});

describe('the workflows for forks', () => {
  it('fail the pull request without a token, and comment from the second, once', async () => {
    const repository = makeRepository({ '.': true });
    const first = await run(onFork, { repository });
    expect(statusesOf(first)).toEqual({ leaks: 'failure' });
    expect(first.jobs[0]!.gates[0]!.commands.annotations[0]!.properties['file']).toBe('server.js');
    expect(github.requests).toEqual([]);

    const measured = runId;
    github.pulls.push({ number: 7, head: { sha: head, label: 'forker:fix' } });
    const payload = {
      workflow_run: {
        id: measured,
        head_sha: head,
        head_branch: 'fix',
        head_repository: { owner: { login: 'forker' } },
        pull_requests: [],
      },
    };
    for (let time = 0; time < 2; time++) {
      const second = await run(commentOnFork, { repository, event: { name: 'workflow_run', payload } });
      expect(statusesOf(second)).toEqual({ comment: 'success' });
    }
    expect(comments()).toEqual([expect.stringMatching(/^### ❌ Leak in 1 of 1 run: `leaks`: `sessions`/)]);
    expect(github.writes()).toHaveLength(1);
    expect(github.comments[0]!.body).toContain(head);
  });
});

describe('the workflow for many services', () => {
  it('ends in one verdict and one comment, which is struck when clean and tells of a missing cell', async () => {
    const first = await run(manyServices, {
      repository: makeRepository({ 'services/api': false, 'services/worker': true }),
    });
    expect(statusesOf(first)).toEqual({ 'leaks api': 'success', 'leaks worker': 'failure', verdict: 'failure' });
    expect(comments()).toEqual([
      expect.stringMatching(
        /^### ❌ Leak in 1 of 2 runs: `leaks \(worker\)`: `sessions` in services\/worker\/server\.js:\d+ grows/,
      ),
    ]);
    const verdict = first.jobs.at(-1)!.gates[0]!;
    expect(verdict.outputs).toMatchObject({ verdict: 'leak', findings: expect.stringMatching(/^[1-9]/) });
    // The cells have annotated their leaks themselves.
    expect(verdict.commands.annotations).toEqual([]);
    expect(verdict.summary).toContain('| `leaks (api)` | ✅ pass |');
    expect(first.sarif).toHaveLength(1);
    expect(sarifErrors(first.sarif[0])).toEqual([]);
    expect(first.sarif[0]!.runs.map(({ results }) => results.length > 0)).toEqual([true, false]);

    const fixed = makeRepository({ 'services/api': false, 'services/worker': false });
    const second = await run(manyServices, { repository: fixed });
    expect(statusesOf(second)).toEqual({ 'leaks api': 'success', 'leaks worker': 'success', verdict: 'success' });
    expect(comments()).toEqual([expect.stringContaining('No leak any more')]);
    expect(github.comments[0]!.body).toContain('~~Leak in 1 of 2 runs');

    const third = await run(manyServices, { repository: fixed, survives: (_, { service }) => service !== 'worker' });
    expect(statusesOf(third)).toEqual({ 'leaks api': 'success', verdict: 'failure' });
    expect(comments()).toEqual([expect.stringMatching(/^### ⚠️ No verdict on 1 of 2 runs: `leaks 2 of 2`/)]);
    expect(third.jobs.at(-1)!.gates[0]!.commands.annotations).toHaveLength(1);
  });
});

/** One step with a token; the service prints its whole environment and that of its parent. */
async function stepWithToken(inputs: Record<string, string>, options: Partial<StepOptions> = {}): Promise<StepResult> {
  const event = join(makeRepository({}), 'event.json');
  writeFileSync(event, JSON.stringify(pullRequest.payload));
  const result = await runStep({
    ...options,
    inputs,
    env: { GITHUB_API_URL: apiUrl, GITHUB_RUN_ID: '5', GITHUB_EVENT_PATH: event, ...options.env },
  });
  disposables.push(result.dispose);
  return result;
}

describe('a step with a token', () => {
  const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';

  it('makes comment and check run, masks the token, and keeps it from the service', async () => {
    const workspace = makeRepository({ '.': true });
    writeFileSync(
      join(workspace, 'start.js'),
      "console.log('env: ' + JSON.stringify(Object.keys(process.env)) + Object.values(process.env).join(' ')); require('./server.js');",
    );
    const result = await stepWithToken(
      {
        start: 'node start.js',
        url: `http://127.0.0.1:${port}/`,
        'github-token': token,
        'check-name': 'leakgate (api)',
        headers: 'authorization: Bearer hunter2-hunter2',
      },
      { workspace },
    );
    expect(result.outputs['verdict']).toBe('leak');
    expect(result.commands.masks).toEqual(expect.arrayContaining([token, 'hunter2-hunter2']));
    const printed = result.commands.log.filter((line) => line.includes('env: ')).join('\n');
    expect(printed).toContain('GITHUB_WORKSPACE');
    expect(printed).not.toMatch(
      /INPUT_|ACTIONS_RUNTIME|ACTIONS_CACHE|runtime-token|GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)"|\*\*\*/,
    );
    expect(comments()).toEqual([expect.stringMatching(/^### ❌ Leak: `sessions`/)]);
    expect(github.checks).toMatchObject([{ name: 'leakgate (api)', conclusion: 'failure', head_sha: head }]);
    for (const file of ['report', 'summary-file', 'sarif-file'] as const) {
      const text = readFileSync(result.outputs[file]!, 'utf8');
      expect(text).not.toContain(token);
      expect(text).not.toContain('hunter2');
    }
    expect(github.comments[0]!.body).not.toContain('hunter2');
  });

  it('that may write nothing says so, and the verdict stands', async () => {
    const workspace = makeRepository({ '.': false });
    github.faults.push({ method: 'POST', path: /comments$/, status: 403 });
    const result = await stepWithToken(
      { start: 'node server.js', url: `http://127.0.0.1:${port}/`, 'github-token': token, comment: 'always' },
      { workspace },
    );
    expect(result.conclusion).toBe('success');
    expect(result.commands.log.join('\n')).toMatch(
      /No comment: the token may not do that \(403\), as on pull requests from forks/,
    );
    expect(result.commands.annotations).toEqual([]);
  });

  it('is refused on pull_request_target before anything runs', async () => {
    const result = await stepWithToken(
      { start: 'touch ran', url: `http://127.0.0.1:${port}/`, 'github-token': token },
      { workspace: makeRepository({}), env: { GITHUB_EVENT_NAME: 'pull_request_target' } },
    );
    expect(result.conclusion).toBe('failure');
    expect(result.commands.annotations[0]!.message).toMatch(/pull_request_target.*expected pull_request, because/);
    expect(github.requests).toEqual([]);
  });

  it('refuses a run and a merge at once', async () => {
    const result = await stepWithToken({ merge: 'reports', start: 'node server.js', cells: 'two' });
    expect(result.commands.annotations[0]!.message).toMatch(/start is given together with merge/);
    expect(result.commands.annotations[0]!.message).toMatch(/cells is 'two'/);
  });
});
