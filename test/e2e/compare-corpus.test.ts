import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseFolder, readCorpus } from '../../scripts/corpus/corpus-case.ts';
import { requestFlags } from '../../scripts/corpus/gate-case.ts';
import { installCase } from '../../scripts/corpus/install-case.ts';
import { makeRepository, type TestRepository } from '../support/git-repository.ts';
import { gateAgainstBase } from '../support/pull-request.ts';

// A published leak and its fix as pull requests: the version of a dependency changes, and with it the lock file. Whether the right
// container is named is for the corpus to say.
// CORPUS_PAIRS chooses others than the one that every run of the tests looks at: comma-separated words of their names, or
// `-` for all. CORPUS_REPEATS repeats the pull request that changes nothing of a leak.

const corpus = fileURLToPath(new URL('../corpus', import.meta.url));
const pairs = await readPairs(process.env['CORPUS_PAIRS'] ?? 'luxon-relative-cache');
const repeats = Array.from({ length: Number(process.env['CORPUS_REPEATS'] ?? 1) }, (_, i) => i + 1);
const LONGEST = 400_000;

interface Pair {
  readonly name: string;
  readonly leaky: CaseFolder;
  readonly fixed: CaseFolder;
}

async function readPairs(filter: string): Promise<Pair[]> {
  const cases = await readCorpus(corpus, filter);
  return cases.flatMap((leaky) => {
    const name = leaky.truth.id.replace(/-leaky$/, '');
    const fixed = cases.find(({ truth }) => truth.id === `${name}-fixed`);
    return fixed === undefined ? [] : [{ name, leaky, fixed }];
  });
}

describe.each(pairs)('$name', ({ leaky, fixed }) => {
  let repo: TestRepository;
  let scenarios: string;
  const prepare: string[] = [];
  const commits = new Map<string, string>();
  beforeAll(async () => {
    repo = makeRepository();
    scenarios = mkdtempSync(join(tmpdir(), 'leakgate-pairs-'));
    for (const found of [leaky, fixed]) {
      const installed = await installCase(found);
      repo.add(found.folder);
      commits.set(
        found === leaky ? 'leaky' : 'fixed',
        repo.commit(found.truth.id, { '.gitignore': 'node_modules\n', 'installed.txt': installed }),
      );
    }
    // What npm ci would do, without a registry.
    if (existsSync(join(leaky.folder, 'package-lock.json')))
      prepare.push('--prepare', 'rm -rf node_modules && cp -R "$(cat installed.txt)/node_modules" node_modules');
  }, 120_000);
  afterAll(() => {
    repo.dispose();
    rmSync(scenarios, { recursive: true });
  });

  /** A branch whose last commit is the head's case on top of the base's. */
  async function pullRequest(base: string, head: string): Promise<string[]> {
    repo.git('checkout', '-q', '-B', 'base', commits.get(base)!);
    repo.git('checkout', '-q', '-B', 'head');
    repo.git('checkout', '-q', commits.get(head)!, '--', '.');
    repo.commit('bump', { 'CHANGES.md': `${base} to ${head}\n` });
    const requests = await requestFlags(leaky.truth, 'http://127.0.0.1:{port}', scenarios);
    return ['--start', leaky.truth.startCommand, ...requests, ...prepare, '--base', 'base'];
  }

  it.each([
    ['leaky', 'fixed', 0, 'fixed', 1],
    ['fixed', 'leaky', 1, 'new', 1],
    ...repeats.map((time) => ['leaky', 'leaky', 0, 'known', time] as const),
  ] as const)('from %s to %s ends with %i and says %s (%i)', { timeout: LONGEST }, async (base, head, code, change) => {
    const { exitCode, report, stderr } = await gateAgainstBase(repo, await pullRequest(base, head), {
      env: { NODE_ENV: 'production', ...leaky.truth.env },
      made: ['node_modules'],
      timeoutMs: LONGEST,
    });
    const changes = report.comparison?.changes ?? [];
    const seen = `${stderr}\n${report.verdict.because.join('\n')}\n${JSON.stringify(changes, null, 1)}`;
    expect(exitCode, seen).toBe(code);
    expect(report.comparison?.note ?? null).toBeNull();
    expect(changes.length, seen).toBeGreaterThan(0);
    expect(
      changes.filter((each) => each.change !== change),
      seen,
    ).toEqual([]);
  });
});
