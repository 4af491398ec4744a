import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { parseSnapshot } from '../../src/heap/snapshot-parser.ts';
import { askDevTools } from '../support/devtools-oracle.ts';
import { runBuiltCli } from '../support/run-cli.ts';

/** Planted in every place where a program keeps text that is data; joined at run time, so that no source text holds it. */
const program = `
const secret = ['hunter2', 'correct-horse', 'sk_live_9f8e7d'].join(':');
const session = { token: secret, short: secret.slice(0, 12), sliced: (secret + secret).slice(3, 50) };
const table = {};
for (let i = 0; i < 100; i++) table[secret + ':' + i] = i;
const weak = new WeakMap([[session, secret + '!']]);
const rope = secret + Math.random() + 'tail';
globalThis.kept = {
  session, weak, rope, table,
  map: new Map([[secret + '#1', secret]]), set: new Set([secret + '#2']), list: [secret + '#3'],
  buffer: Buffer.from(secret), pattern: new RegExp('^' + secret + '$'), error: new Error(secret + '#4'),
  json: JSON.stringify({ secret }), url: new URL('http://x/?q=' + encodeURIComponent(secret)),
  closure: (() => { const inside = secret + '#5'; return () => inside; })(),
};
require('node:v8').writeHeapSnapshot(process.argv[1]);
`;
const pieces = ['hunter2', 'correct-horse', 'sk_live_9f8e7d'];

describe.each([20, 22, 24, 26])('a snapshot of Node %i after leakgate redact', (version) => {
  let folder: string;
  let raw: string;
  let redacted: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leakgate-redact-'));
    raw = join(folder, 'raw.heapsnapshot');
    redacted = join(folder, 'raw.redacted.heapsnapshot');
    const node = new URL(`../../node_modules/node${version}/bin/node`, import.meta.url).pathname;
    // As a file: what stands on a command line is on the heap once more.
    const script = join(folder, 'service.cjs');
    await writeFile(script, program.replace('process.argv[1]', JSON.stringify(raw)));
    await promisify(execFile)(node, [script], { timeout: 50_000 });
    const result = await runBuiltCli(['redact', raw], { cwd: folder });
    expect(result.exitCode, result.stderr).toBe(0);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds nothing of the planted secret but where the program itself spells it', () => {
    const before = readFileSync(raw, 'utf8');
    const after = readFileSync(redacted, 'utf8');
    expect(before.split(pieces.join(':')).length).toBeGreaterThan(10);
    expect(after).not.toContain(pieces.join(':'));
    for (const piece of pieces) expect(after).not.toContain(piece);
  });

  it('has the same nodes, edges and ids, byte for byte', () => {
    const [before, after] = [raw, redacted].map((file) => JSON.parse(readFileSync(file, 'utf8')));
    const { strings: textsBefore, ...graphBefore } = before as { strings: string[] };
    const { strings: textsAfter, ...graphAfter } = after as { strings: string[] };
    expect(graphAfter).toEqual(graphBefore);
    expect(textsAfter.map((text) => text.length)).toEqual(textsBefore.map((text) => text.length));
  });

  it('opens in DevTools with the same dominators, sizes and distances', async () => {
    const [before, after] = await Promise.all(
      [raw, redacted].map((file) => askDevTools(createReadStream(file, 'utf8'))),
    );
    expect(after).toEqual(before);
  });

  it('is read by leakgate with the same sizes, and names of classes and properties', async () => {
    const [before, after] = await Promise.all(
      [raw, redacted].map(async (file) => analyseHeap(await parseSnapshot(createReadStream(file)))),
    );
    expect(after!.retainedSizes).toEqual(before!.retainedSizes);
    const { strings } = after!.graph;
    for (const name of ['session', 'token', 'WeakMap', 'RegExp', 'closure', 'inside'])
      expect(strings.indexOf(name), name).toBeGreaterThanOrEqual(0);
  });
});

describe('leakgate redact', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leakgate-redact-'));
    await writeFile(join(folder, 'cut.heapsnapshot'), '{"snapshot":{"meta":');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('refuses what is no snapshot, and leaves no file', async () => {
    const result = await runBuiltCli(['redact', 'cut.heapsnapshot'], { cwd: folder });
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toContain('cut.heapsnapshot');
    expect(existsSync(join(folder, 'cut.redacted.heapsnapshot'))).toBe(false);
  });

  it.each([
    [['redact', 'nowhere.heapsnapshot'], /cannot be redacted: .*no such file/],
    [['redact', 'cut.heapsnapshot', '--output', './cut.heapsnapshot'], /read and written at the same time/],
    [['redact'], /FILE is not given; expected leakgate redact FILE/],
    [['redact', 'cut.heapsnapshot', '--output'], /--output is given without a value/],
  ])('says what is wrong with %j', async (args, reason) => {
    const result = await runBuiltCli(args, { cwd: folder });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toMatch(reason);
  });

  it('overwrites nothing unless forced', async () => {
    await writeFile(join(folder, 'there.heapsnapshot'), 'mine');
    const result = await runBuiltCli(['redact', 'cut.heapsnapshot', '--output', 'there.heapsnapshot'], { cwd: folder });
    expect(result.stderr).toMatch(/already exists/);
    expect(readFileSync(join(folder, 'there.heapsnapshot'), 'utf8')).toBe('mine');
  });
});
