import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/load/seeded-random.ts';
import { checkTemplates, compileTemplate } from '../../src/load/template.ts';

function fill(text: string, { seq = 17, seed = 1, encode = false } = {}): string {
  return compileTemplate(text, { encode })({ seq, random: createRandom(seed) });
}

describe('compileTemplate', () => {
  test('leaves a text without placeholders as it is, braces and brackets included', () => {
    expect(fill('{"a":{"b":[1,[2]]}} {{ 5 }} [id]')).toBe('{"a":{"b":[1,[2]]}} {{ 5 }} [id]');
  });

  test('fills id and seq from the number of the request, also inside JSON braces', () => {
    expect(fill('{"id":"{{id}}","n":{{seq}}}')).toBe('{"id":"req-17","n":17}');
    expect(fill('{{ id }}/[<id>]')).toBe('req-17/req-17');
  });

  test('fills randomBytes with two hexadecimal digits a byte, from the seed alone', () => {
    expect(fill('{{randomBytes 2048}}')).toMatch(/^[0-9a-f]{4096}$/);
    expect(fill('{{randomBytes 3}}')).toMatch(/^[0-9a-f]{6}$/);
    expect(fill('{{randomBytes 16}}', { seed: 5 })).toBe(fill('{{randomBytes 16}}', { seed: 5 }));
    expect(fill('{{randomBytes 16}}', { seed: 5 })).not.toBe(fill('{{randomBytes 16}}', { seed: 6 }));
  });

  test('writes version 4 UUIDs, a new one at each place', () => {
    const [first, second] = fill('{{uuid}} {{uuid}}').split(' ');
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).not.toBe(first);
  });

  test('picks every word sooner or later', () => {
    const template = compileTemplate('{{pick red green blue}}');
    const random = createRandom(3);
    const picked = new Set(Array.from({ length: 100 }, (_, seq) => template({ seq, random })));
    expect([...picked].sort()).toEqual(['blue', 'green', 'red']);
  });

  test('understands placeholders in a path that a URL parser has encoded, and encodes what it puts in', () => {
    const { pathname, search } = new URL('http://h/users/{{id}}?q={{pick a/b}}&s=[<id>]');
    expect(fill(pathname + search, { encode: true })).toBe('/users/req-17?q=a%2Fb&s=req-17');
  });
});

describe('checkTemplates', () => {
  test.each([
    ['{{id}} {{seq}} {{uuid}} {{randomBytes 1}} {{pick a}} [<id>]', []],
    ['plain }} text', []],
    ['{{name}}', ['unknown template {{name}}: expected one of {{id}}, {{seq}}']],
    ['{{randomBytes}}', ['the template {{randomBytes}} needs one number of bytes']],
    ['{{randomBytes 4KiB}}', ['the template {{randomBytes 4KiB}} needs one number of bytes']],
    ['{{randomBytes 99999999}}', ['needs one number of bytes from 1 to 16777216']],
    ['{{pick}}', ['the template {{pick}} needs words to pick from']],
    ['{{id 5}}', ['the template {{id 5}} takes no words: expected {{id}}']],
    ['{"a":"{{id}', ['the template {{id is not closed']],
    ['{{a}} {{b}}', ['unknown template {{a}}', 'unknown template {{b}}']],
  ])('%s', (text, expected) => {
    const problems = checkTemplates(text);
    expect(problems).toHaveLength(expected.length);
    expected.forEach((part, index) => {
      expect(problems[index]).toContain(part);
    });
  });

  test('what it complains about does not compile', () => {
    expect(() => compileTemplate('{{name}}')).toThrow('unknown template {{name}}');
  });
});
