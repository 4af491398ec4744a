import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtCli, runBuiltCli } from '../support/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'leakgate-init-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

it('writes a configuration that leakgate run reads', async () => {
  const written = await runBuiltCli(['init', '--json', '-'], { cwd });
  expect(JSON.parse(written.stdout)).toEqual({ written: ['.github/workflows/leakgate.yml', 'leakgate.yml'] });
  // server.js does not exist here: the run gets as far as starting what leakgate.yml says.
  const run = await runBuiltCli(['run'], { cwd });
  expect(run.exitCode, run.stderr).toBe(2);
  expect(run.stdout).toContain('server.js');
});

it('leaves what exists alone', async () => {
  await runBuiltCli(['init'], { cwd });
  const again = await runBuiltCli(['init'], { cwd });
  expect(again.exitCode).toBe(3);
  expect(again.stderr).toContain('--force');
  expect((await runBuiltCli(['init', '--force'], { cwd })).exitCode).toBe(0);
});

it('says which version it is', async () => {
  const { version } = JSON.parse(readFileSync(join(dirname(builtCli), '../package.json'), 'utf8')) as {
    version: string;
  };
  expect(await runBuiltCli(['--version'], { cwd })).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
});
