import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseBaseline } from '../../src/base/baseline-file.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { ComparableRun } from '../../src/compare/comparable-run.ts';
import type { Finding } from '../../src/growth/finding.ts';
import { parseAccepted } from '../../src/options/parse-policy.ts';
import { gainsAt, leakOf, reportOf, serviceExited, sessionsFinding } from '../report/sample-reports.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-policy-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs the command line in the test's folder; what it writes to either stream comes back. */
async function leakgate(...argv: string[]): Promise<{ exitCode: number; out: string; screen: string }> {
  let [out, screen] = ['', ''];
  const color = { green: (text: string) => text, dim: (text: string) => text };
  const exitCode = await runCli(argv, {
    currentDirectory: directory,
    writeOut: (text) => (out += text),
    screen: { write: (text) => (screen += text), live: false, columns: 100, color },
    colorOut: false,
    columnsOut: 100,
    signal: new AbortController().signal,
  });
  return { exitCode, out, screen };
}

const at = (name: string): string => join(directory, name);
const config = (): { accepted: Record<string, string>[] } => parse(readFileSync(at('leakgate.yml'), 'utf8'));

describe('leakgate accept', () => {
  const flags = ['--reason', 'goes with v2', '--until', '2999-12-31', '--owner', 'shop team'];

  it('writes an entry that a run can read, in a file that it makes', async () => {
    const signature = "growing-collection | Map `a: b` @ src/a 'b'.js | {x}";
    expect(await leakgate('accept', signature, ...flags)).toMatchObject({ exitCode: 0 });
    const [entry] = config().accepted;
    expect(entry).toEqual({ signature, owner: 'shop team', reason: 'goes with v2', until: '2999-12-31' });
    expect(parseAccepted({ texts: [JSON.stringify(entry)], from: 'test' })).toMatchObject({ ok: true });
  });

  it('leaves comments and everything else in the file as they are', async () => {
    const before =
      '# The shop.\nstart: node app.js # as in production\nurl: http://127.0.0.1:3000/\n\n# Known:\naccepted:\n  # Ask Ann.\n  - { signature: a, owner: ann, reason: x, until: 2999-01-01 }\n';
    writeFileSync(at('leakgate.yml'), before);
    await leakgate('accept', 'b', ...flags);
    const text = readFileSync(at('leakgate.yml'), 'utf8');
    for (const line of ['# The shop.', 'start: node app.js # as in production', '# Known:', '  # Ask Ann.'])
      expect(text).toContain(`${line}\n`);
    expect(config().accepted.map(({ signature }) => signature)).toEqual(['a', 'b']);
  });

  it('replaces the entry of the same leak', async () => {
    await leakgate('accept', 'a', ...flags);
    await leakgate('accept', 'a', '--reason', 'later', '--until', '2999-06-01', '--owner', 'shop team');
    expect(config().accepted).toEqual([{ signature: 'a', owner: 'shop team', reason: 'later', until: '2999-06-01' }]);
  });

  it('refuses everything that is wrong at once, and writes nothing', async () => {
    const { exitCode, screen } = await leakgate('accept', 'a', '--until', 'soon', '--owner', 'x');
    expect(exitCode).toBe(3);
    expect(screen).toMatch(/--reason is not given; expected why it is accepted/);
    expect(screen).toMatch(/--until is 'soon'; expected a day/);
    expect(existsSync(at('leakgate.yml'))).toBe(false);
  });

  it.each([
    [
      ['a', '--reason', 'x', '--owner', 'x', '--until', '2020-01-01'],
      /--until is 2020-01-01; expected a day that is not over/,
    ],
    [['a', '--reason', 'x', '--owner', 'x', '--until', '2999-02-30'], /--until is '2999-02-30'/],
    [['--reason', 'x', '--owner', 'x', '--until', '2999-01-01'], /leakgate accept SIGNATURE/],
    [['a', 'b', ...flags], /leakgate accept SIGNATURE/],
  ])('refuses %j', async (argv, message) => {
    expect(await leakgate('accept', ...argv)).toMatchObject({ exitCode: 3, screen: expect.stringMatching(message) });
    expect(existsSync(at('leakgate.yml'))).toBe(false);
  });

  it.each([
    ['start: [', /leakgate.yml/],
    ['- a\n- b\n', /keys and values/],
    ['accepted: all\n', /accepted\[0\]/],
    ['conections: 3\n', /conections/],
  ])('adds nothing to a file that no run accepts: %j', async (text, message) => {
    writeFileSync(at('leakgate.yml'), text);
    expect(await leakgate('accept', 'a', ...flags)).toMatchObject({
      exitCode: 3,
      screen: expect.stringMatching(message),
    });
    expect(readFileSync(at('leakgate.yml'), 'utf8')).toBe(text);
  });

  it('says when the last report has no such leak', async () => {
    mkdirSync(at('leakgate-report'));
    writeFileSync(at('leakgate-report/report.json'), JSON.stringify(leakOf([sessionsFinding()])));
    expect((await leakgate('accept', 'a', ...flags)).out).toContain(`it has\n  ${sessionsFinding().signature}`);
    expect((await leakgate('accept', sessionsFinding().signature, ...flags)).out).not.toContain('it has');
  });

  it('accepts a leak of the last report up to half as much again as it grew, by the size that a run reads', async () => {
    mkdirSync(at('leakgate-report'));
    const report = leakOf([sessionsFinding()]);
    writeFileSync(at('leakgate-report/report.json'), JSON.stringify(report));
    const { signature } = report.findings[0]!;
    const { out } = await leakgate('accept', signature, ...flags);
    const [entry] = config().accepted;
    const most = Number(/^(\d+)B$/u.exec(entry!['max-growth-per-request']!)![1]);
    expect(most).toBeCloseTo(1.5 * 412, -2);
    expect(out).toContain(`, up to ${most} B per request, in leakgate.yml`);
    // What was written is read, and may be replaced.
    expect(await leakgate('accept', signature, ...flags)).toMatchObject({ exitCode: 0 });
    expect(config().accepted).toHaveLength(1);
  });
});

describe('leakgate baseline', () => {
  const leak = (name: string, rate = 1): Finding =>
    sessionsFinding({
      signature: name,
      ownerName: name,
      owner: name,
      objectsPerRequest: rate,
      perRound: gainsAt(rate, 412),
    });

  function lastRun(...findings: Finding[]): void {
    mkdirSync(at('leakgate-report'), { recursive: true });
    const report = findings.length === 0 ? reportOf({}) : leakOf(findings);
    writeFileSync(at('leakgate-report/report.json'), JSON.stringify(report));
  }

  function recorded(): { name: string; gained: number }[] {
    const run = parseBaseline(readFileSync(at('leakgate-baseline.json'), 'utf8')) as ComparableRun;
    return run.leaks.map(({ signature, objects }) => ({
      name: signature,
      gained: objects.reduce((sum, n) => sum + n, 0),
    }));
  }

  it("records the last report's leaks", async () => {
    lastRun(leak('b'), leak('a'));
    expect(await leakgate('baseline')).toMatchObject({ exitCode: 0, out: expect.stringContaining('with 2 leaks') });
    expect(recorded().map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('becomes smaller with a better run: fixed leaks leave, slower ones take their rate, others keep theirs', async () => {
    lastRun(leak('a'), leak('b'), leak('c'));
    await leakgate('baseline');
    lastRun(leak('b', 0.2), leak('c', 1.04));
    const { exitCode, out } = await leakgate('baseline');
    expect(exitCode).toBe(0);
    expect(out).toContain('1 fixed, 1 slower, 2 leaks left');
    expect(recorded()).toEqual([
      { name: 'b', gained: 1399 },
      { name: 'c', gained: 6998 },
    ]);
  });

  it('never becomes larger, unless it is forced to', async () => {
    lastRun(leak('a'));
    await leakgate('baseline');
    lastRun(leak('a', 2), leak('b'));
    const { exitCode, out } = await leakgate('baseline');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/new: b; .*\n.*faster: a; /);
    expect(recorded()).toEqual([{ name: 'a', gained: 6998 }]);
    expect(await leakgate('baseline', '--force')).toMatchObject({ exitCode: 0 });
    expect(recorded().map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('cannot creep: a rate a little higher each time is measured against the first', async () => {
    lastRun(leak('a'));
    await leakgate('baseline');
    for (const rate of [1.04, 1.08]) {
      lastRun(leak('a', rate));
      expect(await leakgate('baseline')).toMatchObject({ exitCode: 0, out: expect.stringContaining('stays as it is') });
    }
    lastRun(leak('a', 1.15));
    expect(await leakgate('baseline')).toMatchObject({ exitCode: 1 });
  });

  it('is not made from a run without a verdict, nor from none', async () => {
    expect(await leakgate('baseline')).toMatchObject({ exitCode: 3, screen: expect.stringContaining('no report at') });
    mkdirSync(at('leakgate-report'));
    writeFileSync(at('leakgate-report/report.json'), JSON.stringify(serviceExited()));
    expect(await leakgate('baseline')).toMatchObject({ exitCode: 3, screen: expect.stringContaining('no verdict') });
  });
});
