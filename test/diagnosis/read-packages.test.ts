import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { readPackages } from '../../src/diagnosis/read-packages.ts';
import { packageOf } from '../../src/growth/locate-script.ts';

const { resolve } = createRequire(import.meta.url);

it('tells name and version of the packages that scripts lie in, scoped ones too', async () => {
  const scripts = [resolve('acorn'), resolve('@jridgewell/trace-mapping'), import.meta.filename, 'node:events'];
  const packages = await readPackages(scripts);
  const version = (JSON.parse(readFileSync(`${packageOf(scripts[0]!)}/package.json`, 'utf8')) as { version: string })
    .version;
  expect(packages[packageOf(scripts[0]!)!]).toEqual({ name: 'acorn', version });
  expect(Object.values(packages).map(({ name }) => name)).toEqual(['acorn', '@jridgewell/trace-mapping']);
});

it('leaves out what says nothing of itself', async () => {
  expect(await readPackages(['file:///nowhere/node_modules/gone/index.js'])).toEqual({});
});
