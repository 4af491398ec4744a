import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { installService } from '../support/install-service.ts';
import { runBuiltCli } from '../support/run-cli.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

interface Gated {
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly report: LeakReport;
}

/** Gates an installed service with the scenario in its folder. */
async function gate(folder: string, command: string, flags: readonly string[] = []): Promise<Gated> {
  const port = await freePort();
  const out = mkdtempSync(join(tmpdir(), 'leakgate-scenario-'));
  directories.push(out);
  const { exitCode, stderr } = await runBuiltCli(
    [
      'run',
      ...['--start', `PORT=${port} ${command}`, '--url', `http://127.0.0.1:${port}/`],
      ...['--ready-url', `http://127.0.0.1:${port}/health`, '--scenario', 'leak-scenario.yml'],
      ...['--depth', 'quick', '--report-directory', out, '--quiet', ...flags],
    ],
    { cwd: folder },
  );
  return { exitCode, stderr, report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as LeakReport };
}

function countsOf({ load }: LeakReport): Record<string, number> {
  return Object.fromEntries(load.perRequest.map(({ name, succeeded }) => [name, succeeded]));
}

describe('an Express service with a Postgres in its process, a log-in and uploads', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await installService('guestbook');
  }, 300_000);

  it('passes when a log-out ends the session', async () => {
    const { exitCode, stderr, report } = await gate(folder, 'node server.js');
    expect(exitCode, stderr + report.title).toBe(0);
    const counts = countsOf(report);
    // Every step of a flow is taken as often as every other, and what frames the rounds once a round.
    const steps = Object.entries(counts).filter(([name]) => name.startsWith('visit › '));
    expect(steps).toHaveLength(5);
    expect(new Set(steps.map(([, count]) => count)).size).toBe(1);
    expect(counts['set-up: POST /books']).toBe(
      report.rounds.filter(({ idle, requests }) => !idle && requests > 0).length,
    );
    expect(counts['clean-up: DELETE /books/{{book}}']).toBe(counts['set-up: POST /books']);
    expect(report.load.failed).toBe(0);
  }, 180_000);

  it('fails when it does not, and names the store and the flow', async () => {
    const { exitCode, stderr, report } = await gate(folder, 'FORGETFUL=true node server.js');
    expect(exitCode, stderr + report.title).toBe(1);
    const [leak] = report.findings.filter(({ status }) => status === 'leak');
    expect(leak?.owner).toContain('byCookie');
    expect(leak?.request).toBe('visit');
    expect(leak?.objectsPerRequest).toBeCloseTo(1, 1);
    expect(leak?.place?.file).toContain('session-store.js');
  }, 180_000);
});

describe('an Express service in front of another, whose users log in once a round', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await installService('storefront');
  }, 300_000);

  async function gateStorefront(env: string): Promise<Gated> {
    const upstream = await freePort();
    const address = `http://127.0.0.1:${upstream}`;
    return await gate(folder, `UPSTREAM=${address} ${env} node server.js`, [
      ...['--services', `UPSTREAM_PORT=${upstream} node upstream.js => ${address}/`],
    ]);
  }

  it('passes when it forgets requests whose client went away', async () => {
    const { exitCode, stderr, report } = await gateStorefront('FORGETFUL=false');
    expect(exitCode, stderr + report.title).toBe(0);
    const counts = countsOf(report);
    expect(counts['log-in: POST /login']).toBe(counts['log-out: POST /logout']);
    expect(counts['impatient report']).toBeGreaterThan(20);
  }, 180_000);

  it('fails when it remembers them, and names the request that is aborted', async () => {
    const { exitCode, stderr, report } = await gateStorefront('FORGETFUL=true');
    expect(exitCode, stderr + report.title).toBe(1);
    const [leak] = report.findings.filter(({ status }) => status === 'leak');
    expect(leak?.owner).toContain('requests');
    expect(leak?.request).toBe('impatient report');
    expect(leak?.objectsPerRequest).toBeCloseTo(1, 1);
  }, 180_000);
});
