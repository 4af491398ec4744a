import { expect, it } from 'vitest';
import { likenessOf, signatureOf } from '../../src/growth/signature.ts';

const parts = {
  growthMode: 'growing-collection',
  containerKind: 'Map',
  containerName: 'sessions',
  file: 'src/store.ts',
  content: 'Session',
};

it('is the same whatever numbers a process puts into names', () => {
  expect(signatureOf({ ...parts, containerName: 'chunk12.cache' })).toBe(
    signatureOf({ ...parts, containerName: 'chunk7.cache' }),
  );
});

it('tells containers, contents, files and modes apart', () => {
  const all = [
    parts,
    { ...parts, containerName: null },
    { ...parts, file: null },
    { ...parts, content: 'User' },
    { ...parts, growthMode: 'timer' },
    { ...parts, containerKind: 'Set' },
    { ...parts, within: 'openShop' },
    { ...parts, within: 'openStore' },
  ].map(signatureOf);
  expect(new Set(all).size).toBe(all.length);
});

it('of a variable of another function in the same file is maybe renamed, and in another file moved', () => {
  const one = signatureOf({ ...parts, within: 'openShop' });
  const inFunction = (within: string | null, file = 'src/store.ts') => signatureOf({ ...parts, within, file });
  expect(likenessOf(one, inFunction('openStore'))).toBe('renamed');
  expect(likenessOf(one, inFunction(null))).toBe('moved');
  expect(likenessOf(one, inFunction('openStore', 'src/shop.ts'))).toBe('moved');
  const nested = signatureOf({ ...parts, within: 'openShop', containerName: 'store.sessions' });
  expect(likenessOf(one, nested)).toBe('moved');
});
