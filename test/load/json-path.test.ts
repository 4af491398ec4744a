import { describe, expect, test } from 'vitest';
import { parseJsonPath, valueAt } from '../../src/load/json-path.ts';

const value = { user: { name: 'ann', 'odd.key': 1, roles: [{ id: 7 }, null] }, list: [[1, 2]], 5: 'five' };

describe('a JSON path', () => {
  test.each([
    ['', value],
    ['user.name', 'ann'],
    ['user.roles[0].id', 7],
    ['user.roles.0.id', 7],
    ['user["odd.key"]', 1],
    ['list[0][1]', 2],
    ['user.roles[1].id', undefined],
    ['user.missing.deeper', undefined],
    ['user.roles[9]', undefined],
    ['user.name.length', undefined],
    ['user.toString', undefined],
  ])('%j leads to %j', (path, expected) => {
    expect(valueAt(value, parseJsonPath(path)!)).toEqual(expected);
  });

  test.each(['a b', 'a..b', 'a[', 'a[x]', '.', 'a.', '[""]'])('%j is none', (path) => {
    expect(parseJsonPath(path)).toBeNull();
  });
});
