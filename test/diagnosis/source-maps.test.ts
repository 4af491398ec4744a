import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceMaps } from '../../src/diagnosis/source-maps.ts';

let folder = '';
let map = '';
let code = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leakgate-map-'));
  const source = 'interface A { a: number }\n\nconst all: A[] = [];\nall.push({ a: 1 });\n';
  ({ code, map } = await transform(source, {
    loader: 'ts',
    sourcemap: 'external',
    sourcefile: 'store.ts',
    minify: true,
  }));
  await writeFile(join(folder, 'store.js.map'), map);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Where the insertion of the compiled code comes from. */
async function originalOf(scriptUrl: string, sourceMapUrl: string | null, askedAs = scriptUrl) {
  const maps = new SourceMaps([{ url: scriptUrl, sourceMapUrl }]);
  return await maps.originalOf({ url: askedAs, line: 0, column: code.indexOf('push') });
}

describe('a position of compiled code is mapped to the source', () => {
  const script = (): string => join(folder, 'store.js');
  const source = () => ({ url: pathToFileURL(join(folder, 'store.ts')).href, line: 3, column: 4 });

  it('by a map beside the script, whether it is known by path or by URL', async () => {
    expect(await originalOf(script(), 'store.js.map')).toEqual(source());
    expect(await originalOf(script(), 'store.js.map', pathToFileURL(script()).href)).toEqual(source());
    expect(await originalOf(script(), pathToFileURL(join(folder, 'store.js.map')).href)).toEqual(source());
  });

  it('by an inline map, in base64 or not', async () => {
    const base64 = `data:application/json;charset=utf-8;base64,${Buffer.from(map).toString('base64')}`;
    expect(await originalOf(script(), base64)).toEqual(source());
    expect(await originalOf(script(), `data:application/json,${encodeURIComponent(map)}`)).toEqual(source());
  });

  it('not at all where the map is missing, broken, elsewhere or there is none', async () => {
    for (const url of ['gone.js.map', 'data:application/json,{', 'https://example.org/store.js.map', null]) {
      expect(await originalOf(script(), url)).toBeNull();
    }
    expect(await originalOf(script(), 'store.js.map', join(folder, 'other.js'))).toBeNull();
  });

  it('where the folder needs encoding, in whichever way V8 names the script', async () => {
    const inner = join(folder, '[id] (a)', 'e#g');
    await mkdir(inner, { recursive: true });
    await writeFile(join(inner, 'store.js.map'), map);
    const expected = { ...source(), url: pathToFileURL(join(inner, 'store.ts')).href };
    const raw = `file://${inner.replace('#', '%23')}/store.js`;
    expect(await originalOf(raw, 'store.js.map', join(inner, 'store.js'))).toEqual(expected);
    expect(await originalOf(join(inner, 'store.js'), 'store.js.map', raw)).toEqual(expected);
  });

  it.each([
    'webpack://shop/./src/store.ts',
    'webpack:///./src/store.ts',
    'webpack-internal:///(rsc)/./src/store.ts?5a1f',
    'turbopack:///[project]/src/store.ts',
  ])('by the name of a bundler, %s, from the folder that was bundled', async (name) => {
    const bundle = join(folder, 'app', '.next', 'server');
    await mkdir(bundle, { recursive: true });
    await mkdir(join(folder, 'app', 'src'), { recursive: true });
    await writeFile(join(folder, 'app', 'src', 'store.ts'), '');
    await writeFile(join(bundle, 'store.js.map'), JSON.stringify({ ...JSON.parse(map), sources: [name] }));
    const url = pathToFileURL(join(folder, 'app', 'src', 'store.ts')).href;
    expect(await originalOf(join(bundle, 'store.js'), 'store.js.map')).toEqual({ ...source(), url });
    await writeFile(
      join(bundle, 'lost.js.map'),
      JSON.stringify({ ...JSON.parse(map), sources: [name.replace('store.ts', 'lost.ts')] }),
    );
    expect(await originalOf(join(bundle, 'store.js'), 'lost.js.map')).toBeNull();
  });
});
