import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { installFixture } from '../support/install-fixture.ts';
import { runBuiltCli } from '../support/run-cli.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const setUps = [...readme.matchAll(/```yaml\n(# (\d)\. (.*)\n[\s\S]*?)```/g)].map(([, config, number, title]) => ({
  number: Number(number),
  title: title!,
  config: config!,
}));

const out = mkdtempSync(join(tmpdir(), 'leakgate-set-ups-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

let folder: string;
beforeAll(async () => {
  folder = await installFixture('set-ups');
}, 300_000);

/** Gates the service as the README says, on free ports instead of those it names. */
async function gate(
  config: string,
  env: Record<string, string>,
): Promise<{ exitCode: number | null; report: LeakReport }> {
  const [port, pricesPort] = [String(await freePort()), String(await freePort())];
  const text = config.replaceAll(':3000/', `:${port}/`).replaceAll(':4000/', `:${pricesPort}/`);
  const file = join(out, 'leakgate.yml');
  writeFileSync(file, text);
  const ports = { PORT: port, PRICES_PORT: pricesPort, PRICES_URL: `http://127.0.0.1:${pricesPort}/` };
  const { exitCode, stdout, stderr } = await runBuiltCli(
    ['run', '--config', file, '--depth', 'quick', '--report-directory', out, '--json', '-'],
    { cwd: folder, env: { ...ports, ...env } },
  );
  expect(stdout, stderr).not.toBe('');
  return { exitCode, report: JSON.parse(stdout) as LeakReport };
}

it('the README shows five set-ups', () => {
  expect(setUps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

describe.each(setUps)('set-up $number of the README, $title', ({ config }) => {
  it('fails when its service leaks, and passes when it does not', async () => {
    const leaky = await gate(config, { LEAK: '1' });
    expect(leaky.exitCode, leaky.report.title).toBe(1);
    expect(leaky.report.findings[0]?.owner).toContain('kept');
    const clean = await gate(config, {});
    expect(clean.exitCode, clean.report.title).toBe(0);
    // Neither wrappers nor Node's own threads are said to be missing.
    expect(clean.report.notes.filter((note) => note.includes('not measured'))).toEqual([]);
  }, 300_000);
});
