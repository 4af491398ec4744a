import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBuiltCli } from '../support/run-cli.ts';

/** Node's own snapshots: 100 sessions, then 1,000 more. */
const program = `
const { writeHeapSnapshot } = require('node:v8');
class Session { constructor(id) { this.id = 's' + id; this.data = new Array(20).fill(id); } }
const sessions = new Map();
globalThis.app = { sessions };
const open = (from, to) => { for (let id = from; id < to; id++) sessions.set(id, new Session(id)); };
open(0, 100);
writeHeapSnapshot('a.heapsnapshot');
open(100, 1100);
writeHeapSnapshot('b.heapsnapshot');
`;

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'leakgate-snapshots-'));
  execFileSync(process.execPath, ['-e', program], { cwd });
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

interface Growth {
  readonly paths: readonly { name: string; container: string; objects: number; objectsPerRequest: number | null }[];
  readonly classes: readonly {
    name: string;
    objects: number;
    retainedBytes: number;
    retainedBytesPerRequest: number | null;
  }[];
}

describe('leakgate diff', () => {
  it('measures the growth between two snapshots of another tool, per class, path and request', async () => {
    const result = await runBuiltCli(
      ['diff', 'a.heapsnapshot', 'b.heapsnapshot', '--requests', '1000', '--json', '-'],
      { cwd },
    );
    expect(result.exitCode, result.stderr).toBe(0);
    const { paths, classes } = JSON.parse(result.stdout) as Growth;
    expect(paths[0]).toMatchObject({ name: 'Session', objects: 1000, objectsPerRequest: 1 });
    expect(paths[0]!.container).toContain('sessions');
    const session = classes.find(({ name }) => name === 'Session')!;
    expect(session.objects).toBe(1000);
    expect(session.retainedBytesPerRequest).toBeCloseTo(session.retainedBytes / 1000);
  });

  it('finds nothing between a snapshot and itself', async () => {
    const result = await runBuiltCli(['diff', 'a.heapsnapshot', 'a.heapsnapshot'], { cwd });
    expect(result.stdout).toContain('Nothing grew.');
  });

  it('refuses a file that is no snapshot, and one that is not there, by name', async () => {
    writeFileSync(join(cwd, 'broken.heapsnapshot'), readFileSync(join(cwd, 'a.heapsnapshot')).subarray(0, 100_000));
    const broken = await runBuiltCli(['diff', 'a.heapsnapshot', 'broken.heapsnapshot'], { cwd });
    expect(broken).toMatchObject({ exitCode: 3, stdout: '' });
    expect(broken.stderr).toContain('broken.heapsnapshot');
    const missing = await runBuiltCli(['inspect', 'missing.heapsnapshot'], { cwd });
    expect(missing.exitCode).toBe(3);
    expect(missing.stderr).toContain('missing.heapsnapshot cannot be read');
  });
});

describe('leakgate inspect', () => {
  it('exports every node, and shows one of them with its retainers', async () => {
    const all = await runBuiltCli(['inspect', 'b.heapsnapshot', '--export', 'b.tsv', '--json', '-'], { cwd });
    const { nodes } = JSON.parse(all.stdout) as { nodes: number };
    const rows = readFileSync(join(cwd, 'b.tsv'), 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(nodes + 1);
    const session = rows
      .map((row) => row.split('\t'))
      .find(([, type, name]) => type === 'object' && name === 'Session')!;
    const one = await runBuiltCli(['inspect', 'b.heapsnapshot', '--node', `@${session[0]}`], { cwd });
    expect(one.stdout).toContain(`@${session[0]}  Session`);
    expect(one.stdout).toContain('.sessions Map');
  });

  it('says so when a node does not exist', async () => {
    const result = await runBuiltCli(['inspect', 'b.heapsnapshot', '--node', '4000000001'], { cwd });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toContain('holds no node @4000000001');
  });
});
