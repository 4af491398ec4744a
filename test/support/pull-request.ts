import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { digestOf, type TestRepository } from './git-repository.ts';
import { runBuiltCli } from './run-cli.ts';

/** What the gate made of a checkout against its base. */
export interface ComparedGate {
  readonly exitCode: number | null;
  readonly report: LeakReport;
  readonly summary: string;
  /** Of the summary, without symbol and marks of Markdown. */
  readonly title: string;
  /** `new sessions`, `fixed a`: each change with the name of its container. */
  readonly changes: readonly string[];
  readonly stderr: string;
}

export interface GateSettings {
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** What the head's own prepare commands make in the checkout. */
  readonly made?: readonly string[];
  /** Sends SIGINT once standard error holds this. */
  readonly interruptAt?: RegExp;
}

/**
 * Runs `leakgate run --compare base` on what is checked out. Throws when the checkout, its index, its branches or what lies beside it
 * is not byte for byte what it was.
 */
export async function gateAgainstBase(
  repo: TestRepository,
  flags: readonly string[],
  { port, env = {}, timeoutMs = 170_000, made = [], interruptAt }: GateSettings = {},
): Promise<ComparedGate> {
  const reports = mkdtempSync(join(tmpdir(), 'leakgate-compared-'));
  const before = stateOf(repo, made);
  try {
    const listening = port ?? (await freePort());
    const filled = flags.map((flag) => flag.replaceAll('{port}', String(listening)));
    const { exitCode, stderr } = await runBuiltCli(
      ['run', '--depth', 'quick', '--compare', 'base', '--report-directory', reports, '--verbose', ...filled],
      {
        cwd: repo.directory,
        env: { ...env, PORT: String(listening) },
        timeoutMs,
        ...(interruptAt === undefined ? {} : { interruptAt }),
      },
    );
    const after = stateOf(repo, made);
    if (JSON.stringify(after) !== JSON.stringify(before))
      throw new Error(`The checkout is not what it was: ${JSON.stringify({ before, after }, null, 2)}\n${stderr}`);
    const report = JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as LeakReport;
    const changes = report.comparison?.changes.map(({ change, ownerName }) => `${change} ${ownerName}`) ?? [];
    const summary = readFileSync(join(reports, 'summary.md'), 'utf8');
    return { exitCode, report, summary, title: report.title, changes, stderr };
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function stateOf({ directory, git }: TestRepository, made: readonly string[]): Record<string, string> {
  return {
    files: digestOf(directory, made),
    index: readFileSync(join(directory, '.git', 'index')).toString('base64'),
    head: git('symbolic-ref', '-q', 'HEAD'),
    refs: git('for-each-ref'),
    worktrees: git('worktree', 'list'),
  };
}
