import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { type CliResult, runBuiltCli } from '../support/run-cli.ts';

// A team's first weeks with the gate: today's leak recorded, held, accepted for a while, and fixed. Each test goes on
// where the one before ended.

const shop = resolve(dirname(fileURLToPath(import.meta.url)), '../services/shop');
let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-adopting-'));
  cpSync(shop, directory, { recursive: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string): string => readFileSync(join(directory, name), 'utf8');
const report = (): LeakReport => JSON.parse(file('leakgate-report/report.json')) as LeakReport;

async function leakgate(...args: string[]): Promise<CliResult> {
  return await runBuiltCli(args, { cwd: directory });
}

async function gate(app: 'leaky.js' | 'fixed.js', ...flags: string[]): Promise<CliResult> {
  const port = await freePort();
  const start = ['--start', `PORT=${port} node ${app}`, '--url', `http://127.0.0.1:${port}/login`];
  return await leakgate('run', ...start, '--body', '{"user":"{{id}}"}', '--depth', 'quick', '--quiet', ...flags);
}

it('records the leaks of the first run', async () => {
  expect((await gate('leaky.js')).exitCode).toBe(1);
  const { exitCode, stdout } = await leakgate('baseline');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('wrote leakgate-baseline.json with 1 leak');
});

it('lets a run with the same leak pass, and says that it is known', async () => {
  const { exitCode, stdout } = await gate('leaky.js', '--baseline-report', 'leakgate-baseline.json');
  expect(exitCode, stdout).toBe(0);
  expect(report().title).toMatch(/^No new leak: 1 known among/);
  expect(report().comparison!.base.source).toBe('report');
  expect(report().notes.join()).not.toContain('can become smaller');
});

it('offers the smaller baseline once the leak is fixed, and takes it over on request', async () => {
  const { exitCode, stdout } = await gate('fixed.js', '--baseline-report', 'leakgate-baseline.json');
  expect(exitCode, stdout).toBe(0);
  expect(report().title).toMatch(/, 1 fixed since the base$/);
  expect(report().notes.join()).toContain('The baseline can become smaller, 1 of its leaks is gone');
  const offered = file('leakgate-report/leakgate-baseline.json');
  expect(JSON.parse(offered)).toMatchObject({ conclusion: 'pass', leaks: [] });
  expect((await leakgate('baseline')).stdout).toContain('1 fixed, 0 slower, 0 leaks left');
  expect(file('leakgate-baseline.json')).toBe(offered);
});

it('fails when the leak comes back, until somebody accepts it, and lists it from then on', async () => {
  const again = await gate('leaky.js', '--baseline-report', 'leakgate-baseline.json');
  expect(again.exitCode).toBe(1);
  expect(report().title).toMatch(/^New leak: `sessions.byToken`/);
  writeFileSync(join(directory, 'leakgate.yml'), '# The shop.\nbaseline-report: leakgate-baseline.json\n');
  const { signature } = report().findings[0]!;
  const flags = ['--reason', 'rolled back on Monday', '--until', '2999-01-01', '--owner', 'shop team'];
  expect((await leakgate('accept', signature, ...flags)).exitCode).toBe(0);
  const { exitCode, stdout } = await gate('leaky.js');
  expect(exitCode, stdout).toBe(0);
  expect(report().title).toMatch(/^No leak that fails: 1 accepted among/);
  expect(report().accepted).toMatchObject([{ signature, state: 'active', owner: 'shop team' }]);
  expect(file('leakgate-report/summary.md')).toContain('rolled back on Monday');
});
