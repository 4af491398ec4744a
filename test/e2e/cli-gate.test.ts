import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { runBuiltCli } from '../support/run-cli.ts';
import { copyService, type Workspace } from '../support/shop-workspace.ts';

const workspaces: Workspace[] = [];
afterEach(() => {
  for (const { dispose } of workspaces.splice(0)) dispose();
});

function workspaceOf(name: 'shop' | 'boot'): string {
  const workspace = copyService(name);
  workspaces.push(workspace);
  return workspace.directory;
}

async function shopFlags(script: string): Promise<string[]> {
  const port = await freePort();
  return [
    '--start',
    `PORT=${port} node ${script}`,
    '--url',
    `http://127.0.0.1:${port}/login`,
    '--body',
    '{"user":"[<id>]"}',
    '--depth',
    'quick',
  ];
}

describe('the built command line', () => {
  it('ends with 1 on a leak, tells it in words, and writes the report', async () => {
    const cwd = workspaceOf('shop');
    const result = await runBuiltCli(['run', ...(await shopFlags('leaky.js')), '--json', 'out/result.json'], { cwd });
    expect(result.exitCode, result.stderr).toBe(1);
    expect(result.stdout).toContain('sessions');
    expect(result.stdout).not.toContain('\x1b[');
    expect(result.stderr).toMatch(/✔ baseline/);
    const report = JSON.parse(readFileSync(join(cwd, 'out/result.json'), 'utf8')) as LeakReport;
    expect(report.verdict.conclusion).toBe('leak');
    expect(existsSync(join(cwd, 'leakgate-report/summary.md'))).toBe(true);
  });

  it('prints nothing but JSON with --json -, and nothing else at all with --quiet', async () => {
    const cwd = workspaceOf('shop');
    const result = await runBuiltCli(['run', ...(await shopFlags('fixed.js')), '--json', '-', '--quiet'], { cwd });
    expect(result.exitCode, result.stderr).toBe(0);
    expect((JSON.parse(result.stdout) as LeakReport).verdict.conclusion).toBe('pass');
    expect(result.stderr).toBe('');
  });

  it('comes to the same verdict again from a captured folder, without the service', async () => {
    const cwd = workspaceOf('shop');
    const captured = await runBuiltCli(['capture', 'shots', ...(await shopFlags('leaky.js'))], { cwd });
    expect(captured.exitCode, captured.stderr).toBe(0);
    const analysed = await runBuiltCli(['analyze', 'shots', '--json', '-'], { cwd });
    expect(analysed.exitCode, analysed.stderr).toBe(1);
    const report = JSON.parse(analysed.stdout) as LeakReport;
    expect(report.findings.find(({ status }) => status === 'leak')?.ownerName).toContain('sessions');
    const warned = await runBuiltCli(['analyze', 'shots', '--on-leak', 'warn'], { cwd });
    expect(warned.exitCode).toBe(0);
  });

  it('ends with 2 and the output of the service when it does not start', async () => {
    const port = await freePort();
    const cwd = workspaceOf('boot');
    const result = await runBuiltCli(
      ['run', '--start', 'node exits-at-boot.js', '--url', `http://127.0.0.1:${port}/`],
      { cwd },
    );
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toContain('DATABASE_URL is not set');
  });

  it('ends with 2 and the output of the prepare command that fails', async () => {
    const cwd = workspaceOf('boot');
    const failing = ['--prepare', 'echo "src/server.ts(3,1): error TS2304"; exit 4'];
    const result = await runBuiltCli(['run', '--start', 'touch booted', '--url', 'http://127.0.0.1:1/', ...failing], {
      cwd,
    });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toMatch(/ended\s+with\s+code\s+4/);
    expect(result.stdout).toMatch(/Last lines .*\n.*src\/server\.ts\(3,1\): error TS2304/);
    expect(existsSync(join(cwd, 'booted'))).toBe(false);
  });

  it('ends with 3 on wrong usage, with every problem and nothing booted', async () => {
    const cwd = workspaceOf('boot');
    const result = await runBuiltCli(['run', '--start', 'touch booted', '--rounds', '2', '--urls', 'x'], { cwd });
    expect(result.exitCode).toBe(3);
    expect(result.stdout).toBe('');
    for (const name of ['rounds', '--urls', 'url is not given']) expect(result.stderr).toContain(name);
    expect(existsSync(join(cwd, 'booted'))).toBe(false);
  });

  it('finds before anything boots that what it is to write has no place', async () => {
    const cwd = workspaceOf('boot');
    const targets = ['--report-directory', 'server.js', '--json', 'server.js/result.json'];
    const result = await runBuiltCli(['run', '--start', 'touch booted', '--url', 'http://127.0.0.1:1/', ...targets], {
      cwd,
    });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toContain('2 options cannot be used');
    expect(result.stderr).toMatch(/report-directory is 'server\.js', .*which is a file; expected a folder/);
    expect(result.stderr).toMatch(/--json is 'server\.js\/result\.json', .*which is a file; expected a file/);
    const captured = await runBuiltCli(['capture', 'server.js', '--start', 'touch booted', '--url', 'x'], { cwd });
    expect(captured.stderr).toMatch(/DIR is 'server\.js', .*which is a file; expected a folder/);
    expect(existsSync(join(cwd, 'booted'))).toBe(false);
  });

  // SIGHUP is what a terminal that is closed sends.
  it.each(['SIGINT', 'SIGHUP'] as const)('stops the service and says so on %s', async (interruptSignal) => {
    const port = await freePort();
    const cwd = workspaceOf('boot');
    const flags = ['--start', `PORT=${port} node server.js`, '--url', `http://127.0.0.1:${port}/`];
    const result = await runBuiltCli(['run', ...flags], { cwd, interruptAt: /✔ (boot|preflight)/, interruptSignal });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toContain('cancelled');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('ends at once, with the service, on a second interrupt', async () => {
    const port = await freePort();
    const cwd = workspaceOf('boot');
    const flags = ['--start', `PORT=${port} node ignores-sigterm.js`, '--url', `http://127.0.0.1:${port}/`];
    // The service's answer to the first stop is what the second interrupt waits for.
    const signals = { interruptAt: /✔ (boot|preflight)/, interruptAgainAt: /SIGTERM ignored/ };
    const result = await runBuiltCli(['run', '--verbose', ...flags], { cwd, ...signals });
    expect(result.exitCode).toBe(130);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});
