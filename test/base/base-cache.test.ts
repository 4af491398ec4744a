import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openBaseCache, scenarioDigest } from '../../src/base/base-cache.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { readConfig } from '../../src/options/read-config.ts';
import { resolveOptions } from '../../src/options/resolve-options.ts';
import { comparableReport } from '../../src/report/comparable-report.ts';
import { failedLoad, mapLeak } from '../report/sample-reports.ts';
import { makeRepository, type TestRepository } from '../support/git-repository.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const { dispose } of made.splice(0)) dispose();
});

function options(config = ''): GateOptions {
  const text = `start: node app.js\nurl: http://127.0.0.1:3000/a\ncompare: base\n${config}`;
  const environment = {
    currentDirectory: '/repo',
    readText: () => null,
    readBytes: () => null,
    hasVariable: () => false,
    isDirectory: () => true,
    whyFolderUnwritable: () => null,
    eventName: null,
    jobId: null,
  };
  const none = { options: new Map(), problems: [] };
  return resolveOptions({ given: none, file: readConfig(text, 'leakgate.yml') }, environment);
}

describe('the digest of what is measured', () => {
  const plain = scenarioDigest(options(), 'api');

  it.each([
    'depth: quick\n',
    'connections: 5\n',
    'rate: 50\n',
    'requests: 500\n',
    'rounds: 5\n',
    'warm-up: 99\n',
    'method: POST\n',
    "headers: ['a: b']\n",
    'prepare: npm ci\n',
    'ready-url: http://127.0.0.1:3000/health\n',
    'settle-time: 200ms\n',
  ])('is another one with %j', (config) => expect(scenarioDigest(options(config), 'api')).not.toBe(plain));

  it.each([
    'max-growth-per-request: 8B\n',
    'on-leak: warn\n',
    'time-limit: 9m\n',
    'report-directory: elsewhere\n',
    "limits: ['{ owner: x, level: warn }']\n",
  ])('is the same with %j, which decides on what was measured', (config) =>
    expect(scenarioDigest(options(config), 'api')).toBe(plain),
  );

  it('is another one in another folder', () => expect(scenarioDigest(options(), '')).not.toBe(plain));
});

describe('the cache of bases', () => {
  const commit = 'a'.repeat(40);
  const run = { ...comparableReport(mapLeak()), commit };

  function repository(): TestRepository {
    const repo = makeRepository();
    made.push(repo);
    repo.commit('one', { 'a.js': '' });
    return repo;
  }

  it('gives a run back for its commit and way of measuring, and for no other', async () => {
    const { directory, git } = repository();
    await (await openBaseCache(directory, commit, '', options())).write(run);
    expect(await (await openBaseCache(directory, commit, '', options())).read()).toMatchObject(run);
    expect(await (await openBaseCache(directory, 'b'.repeat(40), '', options())).read()).toBeNull();
    expect(await (await openBaseCache(directory, commit, '', options('depth: quick\n'))).read()).toBeNull();
    expect(git('status', '--porcelain')).toBe('');
  });

  it('keeps no run without a verdict, and takes a file that it cannot read for none', async () => {
    const { directory } = repository();
    const cache = await openBaseCache(directory, commit, '', options());
    await cache.write({ ...comparableReport(failedLoad()), commit });
    expect(await cache.read()).toBeNull();
    await cache.write(run);
    const [name] = readdirSync(join(directory, '.git/leakgate'));
    for (const text of ['', '{', '{"kind":"leakgate baseline","version":1}']) {
      writeFileSync(join(directory, '.git/leakgate', name!), text);
      expect(await cache.read()).toBeNull();
    }
  });

  it('is shared by the worktrees of a repository, and forgets the oldest', async () => {
    const { directory, git } = repository();
    git('worktree', 'add', '-q', '--detach', '../other');
    await (await openBaseCache(join(directory, '../other'), commit, '', options())).write(run);
    expect(await (await openBaseCache(directory, commit, '', options())).read()).toMatchObject(run);
    const folder = join(directory, '.git/leakgate');
    mkdirSync(folder, { recursive: true });
    for (let i = 0; i < 25; i++) {
      writeFileSync(join(folder, `old-${i}.json`), '{}');
      utimesSync(join(folder, `old-${i}.json`), 1000 + i, 1000 + i);
    }
    const cache = await openBaseCache(directory, commit, '', options());
    await cache.write(run);
    const left = readdirSync(folder);
    expect(left).toHaveLength(20);
    expect(left).not.toContain('old-0.json');
    expect(await cache.read()).toMatchObject(run);
  });
});
