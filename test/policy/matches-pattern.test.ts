import { expect, test } from 'vitest';
import { matchesPattern } from '../../src/policy/matches-pattern.ts';

test.each([
  ['sessions', 'sessions', true],
  ['sessions', 'mySessions', false],
  ['*', '', true],
  ['*essions', 'sessions', true],
  ['ses*', 'sessions', true],
  ['s*s*s', 'sessions', true],
  ['a*b*a', 'aba', true],
  ['a*a', 'a', false],
  ['*ab*ab*', 'abab', true],
  ['*ab*ab*', 'aab', false],
  ['a.c', 'abc', false],
  ['POST /login', 'POST /login', true],
  ['GET /users/*', 'GET /users/7/posts', true],
  ['(a+)+$*', `${'a'.repeat(50)}!`, false],
])('the pattern %s on %s gives %s', (pattern, text, fits) => {
  expect(matchesPattern(pattern, text)).toBe(fits);
});
