import { expect, it } from 'vitest';
import { signatureOf } from '../../src/growth/signature.ts';

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
  ].map(signatureOf);
  expect(new Set(all).size).toBe(all.length);
});
