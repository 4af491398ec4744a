import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type FoundBase, findBase } from '../../src/base/find-base.ts';
import { digestOf, makeRepository, type TestRepository } from '../support/git-repository.ts';

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const { dispose } of made.splice(0)) dispose();
});

function repository(): TestRepository {
  const repo = makeRepository();
  made.push(repo);
  return repo;
}

/** main with three commits; feature leaves at the second and has one of its own. */
function forked(): { repo: TestRepository; fork: string; main: string; feature: string } {
  const repo = repository();
  repo.commit('one', { 'a.js': 'one\n' });
  const fork = repo.commit('two', { 'a.js': 'two\n' });
  repo.git('checkout', '-q', '-b', 'feature');
  const feature = repo.commit('feature', { 'b.js': 'feature\n' });
  repo.git('checkout', '-q', 'main');
  const main = repo.commit('three', { 'a.js': 'three\n' });
  repo.git('checkout', '-q', 'feature');
  return { repo, fork, main, feature };
}

async function find(workingDirectory: string, ref: string | null = null, env: NodeJS.ProcessEnv = {}) {
  return await findBase({ workingDirectory, ref, env, signal: new AbortController().signal });
}

async function found(
  workingDirectory: string,
  ref: string | null = null,
  env: NodeJS.ProcessEnv = {},
): Promise<FoundBase> {
  const base = await find(workingDirectory, ref, env);
  if (typeof base === 'string') throw new Error(base);
  return base;
}

describe('the base', () => {
  it('is where the branch left main, not what main has become', async () => {
    const { repo, fork } = forked();
    expect(await found(repo.directory)).toMatchObject({ root: repo.directory, commit: fork, folder: '' });
  });

  it('is looked for by the branch, tag or commit that is asked for', async () => {
    const { repo, fork, main } = forked();
    repo.git('tag', 'v1', 'HEAD');
    expect((await found(repo.directory, 'main')).commit).toBe(fork);
    expect((await found(repo.directory, main)).commit).toBe(fork);
    repo.commit('more', { 'c.js': '' });
    expect((await found(repo.directory, 'v1')).commit).toBe(repo.git('rev-parse', 'v1'));
  });

  it('is by default the base branch that the runner names', async () => {
    const { repo, feature } = forked();
    repo.git('checkout', '-q', '-b', 'next');
    repo.commit('next', { 'c.js': '' });
    expect((await found(repo.directory, null, { GITHUB_BASE_REF: 'feature' })).commit).toBe(feature);
  });

  it('moves with a branch that was rebased', async () => {
    const { repo, main } = forked();
    repo.git('rebase', '-q', 'main');
    expect((await found(repo.directory)).commit).toBe(main);
  });

  it('of the merge that GitHub checks out is the tip of the base branch', async () => {
    const { repo, main } = forked();
    repo.git('checkout', '-q', '--detach', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    expect((await found(repo.directory, null, { GITHUB_BASE_REF: 'main' })).commit).toBe(main);
  });

  it('of a push to main is the commit before, and of work that is not committed the last one', async () => {
    const { repo, fork, main } = forked();
    repo.git('checkout', '-q', 'main');
    expect((await found(repo.directory)).commit).toBe(fork);
    appendFileSync(join(repo.directory, 'a.js'), 'more\n');
    expect((await found(repo.directory)).commit).toBe(main);
  });

  it('knows the folder of the service, and which files were renamed since, committed or not', async () => {
    const repo = repository();
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n');
    repo.commit('one', { 'api/store.js': lines, 'api/other name.js': `${lines} other` });
    repo.git('checkout', '-q', '-b', 'feature');
    repo.git('mv', 'api/store.js', 'api/sessions.js');
    repo.commit('rename');
    repo.git('mv', 'api/other name.js', 'api/ünïcode.js');
    const base = await found(join(repo.directory, 'api'));
    expect(base.folder).toBe('api');
    expect([...base.renamed]).toEqual([
      ['api/store.js', 'api/sessions.js'],
      ['api/other name.js', 'api/ünïcode.js'],
    ]);
  });
});

describe('a shallow clone', () => {
  it('is deepened as far as needed, without touching files, index or branches', async () => {
    const { repo, fork } = forked();
    for (let i = 0; i < 60; i++) repo.commit(`more ${i}`, { 'b.js': `${i}\n` });
    const clone = repo.clone('shallow', { depth: 1, branch: 'feature' });
    const before = {
      files: digestOf(clone.directory),
      refs: clone.git('for-each-ref'),
      status: clone.git('status', '-b'),
    };
    const index = readFileSync(join(clone.directory, '.git/index'));
    expect((await found(clone.directory, null, { GITHUB_BASE_REF: 'main' })).commit).toBe(fork);
    expect({
      files: digestOf(clone.directory),
      refs: clone.git('for-each-ref'),
      status: clone.git('status', '-b'),
    }).toEqual(before);
    expect(readFileSync(join(clone.directory, '.git/index')).equals(index)).toBe(true);
  });

  it('of a detached merge, as the runner makes it, is deepened too', async () => {
    const { repo, main } = forked();
    repo.git('checkout', '-q', '--detach', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    repo.git('update-ref', 'refs/pull/7/merge', 'HEAD');
    repo.git('checkout', '-q', 'main');
    const runner = repository();
    runner.git('remote', 'add', 'origin', `file://${repo.directory}`);
    runner.git('fetch', '-q', '--no-tags', '--depth=1', 'origin', '+refs/pull/7/merge:refs/remotes/pull/7/merge');
    runner.git('checkout', '-q', '--detach', 'refs/remotes/pull/7/merge');
    expect((await found(runner.directory, null, { GITHUB_BASE_REF: 'main' })).commit).toBe(main);
  });

  it('whose remote is gone says what to do', async () => {
    const { repo } = forked();
    const clone = repo.clone('shallow', { depth: 1, branch: 'feature' });
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at/all');
    expect(await find(clone.directory, 'main')).toMatch(
      /^main is not known here and could not be fetched from origin \(fatal: .+\); check its spelling, or check out with fetch-depth: 0$/,
    );
  });
});

describe('there is no base', () => {
  it('outside of a repository', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'leakgate-none-'));
    made.push({ dispose: () => rmSync(directory, { recursive: true }) });
    expect(await find(directory)).toMatch(/lies in no git repository/);
  });

  it('before the first commit and at it', async () => {
    const repo = repository();
    expect(await find(repo.directory)).toBe('the repository has no commit yet');
    repo.commit('one', { 'a.js': '' });
    expect(await find(repo.directory)).toBe('what is checked out is the first commit');
  });

  it('where nobody knows the branch', async () => {
    const repo = repository();
    repo.commit('one', { 'a.js': '' });
    repo.git('branch', '-m', 'trunk');
    expect(await find(repo.directory)).toMatch(/set base$/);
    expect(await find(repo.directory, 'nope')).toMatch(/^nope is not known here/);
    expect(await find(repo.directory, '--upload-pack=touch x')).toMatch(/is not known here/);
  });

  it('without a commit in common', async () => {
    const { repo } = forked();
    repo.git('checkout', '-q', '--orphan', 'other');
    repo.commit('other', { 'z.js': '' });
    expect(await find(repo.directory, 'main')).toBe('main and what is checked out have no commit in common');
  });
});

it('hooks of the repository are not run', async () => {
  const { repo, fork } = forked();
  const hooks = join(repo.directory, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const name of ['post-checkout', 'reference-transaction'])
    writeFileSync(join(hooks, name), '#!/bin/sh\ntouch hooked\n', { mode: 0o755 });
  const files = digestOf(repo.directory);
  expect((await found(repo.directory)).commit).toBe(fork);
  expect(digestOf(repo.directory)).toBe(files);
});
