import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { runBuiltCli } from '../support/run-cli.ts';
import { copyService, type Workspace } from '../support/shop-workspace.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const example = /## Scenario file[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)![1]!;

const workspaces: Workspace[] = [];
afterAll(() => {
  for (const { dispose } of workspaces.splice(0)) dispose();
});

/** The shop with the README's scenario beside it, and the flags that start it. */
async function shopWithScenario(entry: string): Promise<{ cwd: string; flags: string[] }> {
  const workspace = copyService('shop');
  workspaces.push(workspace);
  writeFileSync(join(workspace.directory, 'leak-scenario.yml'), example);
  const port = await freePort();
  const flags = ['--start', `PORT=${port} node ${entry}`, '--url', `http://127.0.0.1:${port}/`];
  return { cwd: workspace.directory, flags: [...flags, '--scenario', 'leak-scenario.yml'] };
}

it('the scenario of the README is answered as it expects, each request once', async () => {
  const { cwd, flags } = await shopWithScenario('fixed.js');
  const { exitCode, stdout, stderr } = await runBuiltCli(['scenario', 'check', ...flags], { cwd });
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/4 requests sent, each answered as expected/);
  expect(stdout).toMatch(/order › POST \/orders\n {2}> POST \/orders\n.*\n {2}> authorization: \*\*\*\n/);
}, 60_000);

it('what is not answered as expected is shown with both sides, and ends with 2', async () => {
  const { cwd, flags } = await shopWithScenario('fixed.js');
  writeFileSync(join(cwd, 'leak-scenario.yml'), example.replace('path: /orders', 'path: /no-orders'));
  const { exitCode, stdout } = await runBuiltCli(['scenario', 'check', ...flags], { cwd });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(
    / {2}> POST \/no-orders\n[\s\S]*? {2}< 404 .*no route.*\n {2}NOT as expected: answered with 404, expected 200-399/,
  );
  expect(stdout).toMatch(/1 of 4 requests not answered as expected/);
}, 60_000);

it('without its log-out the scenario of the README leaks the sessions of the demo, in its flow', async () => {
  const { cwd, flags } = await shopWithScenario('leaky.js');
  const withoutLogOut = example.replace(/^ +- \{ method: POST, path: \/logout.*\n/m, '');
  expect(withoutLogOut).not.toBe(example);
  writeFileSync(join(cwd, 'leak-scenario.yml'), withoutLogOut);
  const args = ['run', ...flags, '--depth', 'quick', '--quiet', '--json', 'result.json'];
  const { exitCode, stderr } = await runBuiltCli(args, { cwd });
  expect(exitCode, stderr).toBe(1);
  const report = JSON.parse(readFileSync(join(cwd, 'result.json'), 'utf8')) as LeakReport;
  const [leak] = report.findings.filter(({ status }) => status === 'leak');
  expect(leak?.request).toBe('order');
  expect(leak?.objectsPerRequest).toBeCloseTo(1, 1);
}, 120_000);
