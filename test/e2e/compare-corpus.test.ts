import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCorpus } from '../../scripts/corpus/corpus-case.ts';
import { installCase } from '../../scripts/corpus/install-case.ts';
import { makeRepository, type TestRepository } from '../support/git-repository.ts';
import { gateAgainstBase } from '../support/pull-request.ts';

// A published leak and its fix as pull requests: the version of a dependency changes, and with it the lock file.

const corpus = fileURLToPath(new URL('../corpus', import.meta.url));
const start = ['--start', 'node server.js', '--url', 'http://127.0.0.1:{port}/'];

let repo: TestRepository;
const prepare: string[] = [];
const commits = new Map<string, string>();
beforeAll(async () => {
  repo = makeRepository();
  const cases = await readCorpus(corpus, 'debug-instances');
  for (const found of cases) {
    const installed = await installCase(found);
    repo.add(found.folder);
    commits.set(
      found.truth.kind === 'leaky' ? 'leaky' : 'fixed',
      repo.commit(found.truth.id, { '.gitignore': 'node_modules\n', 'installed.txt': installed }),
    );
  }
  // What npm ci would do, without a registry.
  prepare.push('--prepare', 'rm -rf node_modules && cp -R "$(cat installed.txt)/node_modules" node_modules');
}, 120_000);
afterAll(() => repo.dispose());

/** A branch whose last commit is the head's case on top of the base's. */
function pullRequest(base: string, head: string): string[] {
  repo.git('checkout', '-q', '-B', 'base', commits.get(base)!);
  repo.git('checkout', '-q', '-B', 'head');
  repo.git('checkout', '-q', commits.get(head)!, '--', '.');
  repo.commit('bump', { 'CHANGES.md': `${base} to ${head}\n` });
  return [...start, ...prepare, '--base', 'base'];
}

it.each([
  ['leaky', 'fixed', 0, 'fixed'],
  ['fixed', 'leaky', 1, 'new'],
  ['leaky', 'leaky', 0, 'known'],
] as const)('debug from %s to %s ends with %i and says %s', async (base, head, code, change) => {
  const { exitCode, report, stderr } = await gateAgainstBase(repo, pullRequest(base, head), { made: ['node_modules'] });
  expect(exitCode, stderr).toBe(code);
  expect(report.comparison?.note ?? null).toBeNull();
  expect(report.comparison!.changes.map((each) => `${each.change} ${each.ownerName}`)).toEqual([
    expect.stringMatching(new RegExp(`^${change} .*instances`)),
  ]);
});
