import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/capture/manifest.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { until } from '../service/boot-fixture.ts';
import { askDevTools } from '../support/devtools-oracle.ts';
import { type GateRun, removeReports, runGateOn } from '../support/gate-run.ts';
import { type CliResult, runBuiltCli } from '../support/run-cli.ts';

const shop = resolve(import.meta.dirname, '../services/shop');
const login = [
  ...['--headers', 'content-type: application/json', '--body', '{"user":"u[<id>]"}'],
  ...['--depth', 'quick', '--warm-up', '500', '--requests', '300'],
];

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'leakgate-folder-'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
  removeReports();
});

/** What must not depend on when a run is analysed. */
function judgementOf({ verdict, checks, findings, rounds, sensitivity, classGrowth }: LeakReport): unknown {
  const files = rounds.map(({ snapshotFile, ...round }) => round);
  return { verdict, checks, findings, rounds: files, sensitivity, classGrowth };
}

async function analyze(folder: string): Promise<CliResult> {
  return await runBuiltCli(['analyze', folder, '--json', '-', '--quiet'], { cwd });
}

describe('a run that keeps its snapshots', () => {
  let live: GateRun;
  let files: string[];
  beforeAll(async () => {
    live = await runGateOn('node ../shop/leaky.js', { path: '/login', flags: [...login, '--keep-snapshots'] });
    files = live.report.rounds.map(({ snapshotFile }) => snapshotFile!);
  });

  it('is analysed again to the very same verdict, checks, findings and rates', async () => {
    expect(live.report.verdict.conclusion, live.stdout).toBe('leak');
    const again = await analyze(live.reportDirectory);
    expect(again.exitCode, again.stderr).toBe(1);
    expect(judgementOf(JSON.parse(again.stdout) as LeakReport)).toEqual(judgementOf(live.report));
  });

  it('leaves one snapshot a row of the report, that DevTools reads with the heap size measured', async () => {
    const kept = readdirSync(live.reportDirectory).filter((name) => name.endsWith('.heapsnapshot'));
    expect(kept.sort()).toEqual(files);
    expect(files).toHaveLength(live.report.rounds.length);
    for (const file of files) {
      const text = readFileSync(join(live.reportDirectory, file), 'utf8');
      const { snapshot, nodes } = JSON.parse(text) as {
        snapshot: { node_count: number; meta: { node_fields: string[] } };
        nodes: number[];
      };
      expect(nodes).toHaveLength(snapshot.node_count * snapshot.meta.node_fields.length);
    }
    const last = join(live.reportDirectory, files.at(-1)!);
    const { shallowSizes } = await askDevTools(createReadStream(last, { encoding: 'utf8' }));
    const total = shallowSizes.reduce((sum, size) => sum + size, 0);
    const { heapUsed } = live.report.rounds.at(-1)!;
    // V8 counts its own native nodes beside the heap, and none of its free space.
    expect(total / heapUsed).toBeGreaterThan(0.8);
    expect(total / heapUsed).toBeLessThan(1.3);
  });

  it('that lacks a snapshot is refused by the name of the file', async () => {
    const folder = await copyOf('without-one');
    renameSync(join(folder, files[1]!), join(folder, 'elsewhere'));
    const result = await analyze(folder);
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toContain(files[1]!);
    expect(result.stderr).toMatch(/could not be analysed: .*no such file/u);
  });

  it('whose snapshot is cut off is refused by the name of the file', async () => {
    const folder = await copyOf('cut-off');
    truncateSync(join(folder, files[2]!), 500_000);
    const result = await analyze(folder);
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toContain(files[2]!);
    expect(result.stderr).toContain('could not be analysed');
  });

  it.each([
    ['is of another version', '{"schemaVersion":2}', /schemaVersion 2, expected 1/u],
    ['is no JSON', 'PK', /manifest\.json could not be read/u],
  ])('whose manifest %s is refused', async (_, text, reason) => {
    const folder = mkdtempSync(join(cwd, 'manifest-'));
    writeFileSync(join(folder, 'manifest.json'), text);
    const result = await analyze(folder);
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toMatch(reason);
  });

  async function copyOf(name: string): Promise<string> {
    const folder = join(cwd, name);
    await cp(live.reportDirectory, folder, { recursive: true });
    return folder;
  }
});

describe('capture', () => {
  it('of the fixed shop is analysed to a pass', async () => {
    const port = await freePort();
    const flags = ['--start', `PORT=${port} node ${join(shop, 'fixed.js')}`, '--url', `http://127.0.0.1:${port}/login`];
    const captured = await runBuiltCli(['capture', 'fixed', ...flags, ...login, '--json', '-', '--quiet'], { cwd });
    expect(captured.exitCode, captured.stderr).toBe(0);
    const manifest = JSON.parse(captured.stdout) as Manifest;
    expect(manifest.captures.map(({ snapshotFile }) => snapshotFile)).toEqual(
      readdirSync(join(cwd, 'fixed')).filter((name) => name.endsWith('.heapsnapshot')),
    );
    const analysed = await analyze('fixed');
    expect(analysed.exitCode, analysed.stderr).toBe(0);
    const report = JSON.parse(analysed.stdout) as LeakReport;
    expect(report.verdict.conclusion).toBe('pass');
    expect(report.rounds.map(({ requests }) => requests)).toEqual(manifest.captures.map(({ requests }) => requests));
  });

  it('that ended early is analysed to the same reason', async () => {
    const port = await freePort();
    const start = `PORT=${port} FAULT=exit AT=600 node ../boot/faulty.js`;
    const flags = ['--start', start, '--url', `http://127.0.0.1:${port}/`, '--working-directory', shop];
    const amounts = ['--warm-up', '300', '--requests', '200'];
    const captured = await runBuiltCli(['capture', 'early', ...flags, ...amounts], { cwd });
    expect(captured.exitCode, captured.stderr).toBe(2);
    expect(captured.stdout).toContain('2 snapshots in early, which ended early: The start command exited with code 3');
    const analysed = await analyze('early');
    expect(analysed.exitCode, analysed.stderr).toBe(2);
    expect((JSON.parse(analysed.stdout) as LeakReport).title).toMatch(/the start command exited with code 3/u);
  });
});

describe('attach', () => {
  it('judges a service that already runs, and leaves it running', async () => {
    const port = await freePort();
    const service = spawn(process.execPath, ['--inspect=127.0.0.1:0', join(shop, 'leaky.js')], {
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const inspector = await inspectorOf(service);
      const origin = `http://127.0.0.1:${port}`;
      const attach = { inspector, origin };
      const run = await runGateOn('true', {
        attach,
        path: '/login',
        flags: [...login, '--ready-url', `${origin}/health`],
      });
      expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
      expect(run.report.service).toMatchObject({ command: null, pid: service.pid });
      expect(run.report.findings[0]!.objectsPerRequest.toFixed(3)).toBe('1.000');
      expect((await fetch(`${origin}/health`)).status).toBe(200);
      expect(service.exitCode).toBeNull();
    } finally {
      service.kill('SIGKILL');
      await once(service, 'close');
    }
  });
});

/** `127.0.0.1:PORT` from Node's own announcement. */
async function inspectorOf(service: ChildProcess): Promise<string> {
  let text = '';
  for (const stream of [service.stdout!, service.stderr!]) stream.on('data', (bytes: Buffer) => (text += bytes));
  await until(
    'the service announces its inspector and listens',
    () => /ws:/u.test(text) && /listening on http/u.test(text),
  );
  return /ws:\/\/([\d.:]+)\//u.exec(text)![1]!;
}
