import { describe, expect, it } from 'vitest';
import { locateIn, locateUrl, positionKey, type ScriptKnowledge } from '../../src/growth/locate-script.ts';

const knowledge = (originals: ScriptKnowledge['originals'] = {}): ScriptKnowledge => ({
  scripts: { 7: 'file:///repo/dist/store.js' },
  originals,
  repositoryRoot: '/repo/',
});

describe('a position is shown', () => {
  it('relative to the repository, counted from 1', () => {
    expect(locateUrl(knowledge(), '/repo/src/store.js', 40, 18)).toEqual({
      file: 'src/store.js',
      line: 41,
      column: 19,
      inRepository: true,
    });
  });

  it('by the id of its script, as it was before compiling', () => {
    const key = positionKey('file:///repo/dist/store.js', 3, 5);
    const originals = { [key]: { url: 'file:///repo/src/a%20b.ts', line: 9, column: 1 } };
    expect(locateIn(knowledge(originals))({ scriptId: 7, line: 3, column: 5 })).toMatchObject({
      file: 'src/a b.ts',
      line: 10,
    });
    expect(locateIn(knowledge())({ scriptId: 8, line: 0, column: 0 })).toBeNull();
  });

  it('from node_modules on in a package, the innermost where they are nested', () => {
    expect(locateUrl(knowledge(), '/repo/node_modules/a/node_modules/@b/c/index.js', 0, 0)).toMatchObject({
      file: 'node_modules/@b/c/index.js',
      inRepository: false,
    });
  });

  it('as compiled where the map of a package leads out of the package', () => {
    const url = '/repo/node_modules/class-validator/cjs/Storage.js';
    const lost = { [positionKey(url, 1, 2)]: { url: 'file:///repo/node_modules/src/Storage.ts', line: 9, column: 9 } };
    expect(locateUrl(knowledge(lost), url, 1, 2)).toMatchObject({
      file: 'node_modules/class-validator/cjs/Storage.js',
      line: 2,
    });
    const kept = {
      [positionKey(url, 1, 2)]: { url: 'file:///repo/node_modules/class-validator/src/Storage.ts', line: 9, column: 9 },
    };
    expect(locateUrl(knowledge(kept), url, 1, 2)).toMatchObject({
      file: 'node_modules/class-validator/src/Storage.ts',
    });
  });

  it('in its package where a bundle of the service holds one', () => {
    const url = '/repo/dist/server.js';
    const bundled = {
      [positionKey(url, 1, 2)]: { url: 'file:///repo/node_modules/counts/index.js', line: 9, column: 9 },
    };
    expect(locateUrl(knowledge(bundled), url, 1, 2)).toMatchObject({
      file: 'node_modules/counts/index.js',
      line: 10,
      inRepository: false,
    });
  });

  it.each(['node:events', '', 'evalmachine.<anonymous>'])('not at all in %j', (url) => {
    expect(locateUrl(knowledge(), url, 0, 0)).toBeNull();
  });
});
