import { expect, test } from 'vitest';
import { commonName } from '../../src/growth/container-name.ts';

test('containers that differ by a key have one name', () => {
  expect(commonName('usage.anna', ['usage.ben', 'usage.cleo'])).toBe('usage[…]');
  expect(commonName('pool.sockets[…].listeners', ['pool.sockets[…].listeners'])).toBe('pool.sockets[…].listeners');
  expect(commonName('usage.anna.windows', ['usage.ben.windows'])).toBe('usage[…].windows');
});

test('containers that are named otherwise keep the name of the first', () => {
  expect(commonName('usage.anna', ['sessions', null, 'cache.ben'])).toBe('usage.anna');
  expect(commonName(null, ['usage.ben'])).toBeNull();
});
