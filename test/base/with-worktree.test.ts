import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { withWorktree } from '../../src/base/with-worktree.ts';
import { digestOf, makeRepository, type TestRepository } from '../support/git-repository.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const { dispose } of made.splice(0)) dispose();
});

function twoCommits(): { repo: TestRepository; first: string } {
  const repo = makeRepository();
  made.push(repo);
  const first = repo.commit('one', { 'a.js': 'one\n', '.gitignore': 'node_modules\n' });
  repo.commit('two', { 'a.js': 'two\n' });
  return { repo, first };
}

describe('a worktree', () => {
  it('holds the commit beside the repository, which stays as it is, and is gone afterwards', async () => {
    const { repo, first } = twoCommits();
    writeFileSync(join(repo.directory, 'a.js'), 'not committed\n');
    const before = {
      files: digestOf(repo.directory),
      refs: repo.git('for-each-ref'),
      head: repo.git('rev-parse', 'HEAD'),
    };
    let place = '';
    const seen = await withWorktree(repo.directory, first, async (directory) => {
      place = directory;
      mkdirSync(join(directory, 'node_modules/x'), { recursive: true });
      writeFileSync(join(directory, 'node_modules/x/index.js'), '');
      return readFileSync(join(directory, 'a.js'), 'utf8');
    });
    expect(seen).toBe('one\n');
    expect(dirname(place)).toBe(dirname(repo.directory));
    expect(existsSync(place)).toBe(false);
    expect(repo.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect({
      files: digestOf(repo.directory),
      refs: repo.git('for-each-ref'),
      head: repo.git('rev-parse', 'HEAD'),
    }).toEqual(before);
  });

  it('is gone after a body that throws', async () => {
    const { repo, first } = twoCommits();
    const throwing = withWorktree(repo.directory, first, () => Promise.reject(new Error('stop')));
    await expect(throwing).rejects.toThrow('stop');
    expect(readdirSync(dirname(repo.directory))).toEqual(['repository']);
    expect(repo.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('of a commit that is not there says what git said', async () => {
    const { repo } = twoCommits();
    const result = await withWorktree(repo.directory, 'f'.repeat(40), async () => 'never');
    expect(result).toEqual({ complaint: expect.stringMatching(/fatal: /) });
    expect(readdirSync(dirname(repo.directory))).toEqual(['repository']);
  });
});
