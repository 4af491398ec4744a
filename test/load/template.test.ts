import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/load/seeded-random.ts';
import { checkTemplates, compileTemplate, type Encoding } from '../../src/load/template.ts';

function fill(text: string, { seq = 17, seed = 1, encoding = 'plain' as Encoding } = {}): string {
  return compileTemplate(text, encoding)({ seq, random: createRandom(seed) });
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
    expect(fill(pathname + search, { encoding: 'path' })).toBe('/users/req-17?q=a%2Fb&s=req-17');
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

  test('what it complains about does not compile, names that are filled in later aside', () => {
    expect(() => compileTemplate('{{randomBytes}}')).toThrow('needs one number of bytes');
    expect(compileTemplate('{{token}}')({ seq: 1, random: createRandom(1), saved: new Map([['token', 'x']]) })).toBe(
      'x',
    );
    expect(() => compileTemplate('{{token}}')({ seq: 1, random: createRandom(1) })).toThrow('{{token}} was not saved');
  });

  test('knows what was saved before and which variables there are', () => {
    const names = { saved: ['token'], hasVariable: (name: string) => name === 'KEY' };
    expect(checkTemplates('{{token}} {{env KEY}}', names)).toEqual([]);
    expect(checkTemplates('{{tokn}} {{env NO_KEY}}', names)).toEqual([
      expect.stringMatching(/^unknown template \{\{tokn\}\}: .*saved: \{\{token\}\}$/),
      'the template {{env NO_KEY}} needs the environment variable NO_KEY, which is not set',
    ]);
  });
});

describe('what placeholders are filled with', () => {
  const context = { seq: 1, random: createRandom(1), saved: new Map([['odd', 'a/b "c"\n']]) };

  test('is escaped inside JSON and percent-encoded in a path', () => {
    expect(JSON.parse(compileTemplate('{"a":"{{odd}}"}', 'json')(context))).toEqual({ a: 'a/b "c"\n' });
    expect(compileTemplate('/x/{{odd}}', 'path')(context)).toBe('/x/a%2Fb%20%22c%22%0A');
  });

  test('is read from the environment for env', () => {
    process.env.LEAKGATE_TEST_KEY = 'k&y';
    expect(compileTemplate('{{env LEAKGATE_TEST_KEY}}')(context)).toBe('k&y');
    delete process.env.LEAKGATE_TEST_KEY;
    expect(() => compileTemplate('{{env LEAKGATE_TEST_KEY}}')(context)).toThrow('was not saved');
  });
});
