import { expect, it } from 'vitest';
import { readableSite } from '../../src/growth/readable-site.ts';

it('names the innermost call that is not of Node itself, and the innermost of the repository', () => {
  const frame = (url: string, line: number) => ({ url, line, column: 2, functionName: 'f' });
  const site = readableSite(
    {
      scripts: {},
      originals: {},
      repositoryRoot: '/repo',
      statements: { '/repo/node_modules/cache/index.js:2:2': 'cache.set(key, value)' },
    },
    {
      evidence: 'logpoint',
      seen: 12,
      stayed: 11,
      frames: [
        frame('node:events', 1),
        frame('/repo/node_modules/cache/index.js', 2),
        frame('/repo/src/app.js', 3),
        frame('/repo/src/server.js', 4),
      ],
    },
  );
  expect(site.position).toMatchObject({ file: 'node_modules/cache/index.js', line: 3, column: 3 });
  expect(site.nearest).toMatchObject({ file: 'src/app.js', line: 4 });
  expect(site.stack.map(({ position }) => position?.line ?? null)).toEqual([null, 3, 4, 5]);
  expect(site.evidence).toBe('logpoint');
  expect(site.statement).toBe('cache.set(key, value)');
});

it('finds the line of the service below a stack of a package that is deeper than what is shown', () => {
  const deep = Array.from({ length: 45 }, (_, i) => ({
    url: '/repo/node_modules/client/cache.js',
    line: i,
    column: 0,
    functionName: 'read',
  }));
  const own = { url: '/repo/src/server.js', line: 11, column: 4, functionName: '' };
  const site = readableSite(
    { scripts: {}, originals: {}, repositoryRoot: '/repo' },
    { evidence: 'insertion', seen: 12, stayed: 12, frames: [...deep, own, ...deep] },
  );
  expect(site.nearest).toMatchObject({ file: 'src/server.js', line: 12 });
  expect(site.stack).toHaveLength(31);
  expect(site.stack.at(-1)?.position).toMatchObject({ file: 'src/server.js' });
});

it('names further lines of the repository that add, but not the one that is named already', () => {
  const frame = (url: string, line: number) => ({ url, line, column: 2, functionName: 'f' });
  const site = readableSite(
    { scripts: {}, originals: {}, repositoryRoot: '/repo', statements: { '/repo/src/app.js:8:2': 'audit.push(row)' } },
    {
      evidence: 'insertion',
      seen: 6,
      stayed: 6,
      frames: [frame('/repo/node_modules/cache/index.js', 2), frame('/repo/src/app.js', 3)],
      others: [
        { stayed: 3, frames: [frame('/repo/node_modules/cache/index.js', 2), frame('/repo/src/app.js', 8)] },
        { stayed: 3, frames: [frame('/repo/src/app.js', 3)] },
      ],
    },
  );
  expect(site.others).toEqual([
    {
      position: { file: 'src/app.js', line: 9, column: 3, inRepository: true },
      statement: 'audit.push(row)',
      share: 0.25,
    },
  ]);
});
