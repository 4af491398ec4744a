import { describe, expect, it } from 'vitest';
import { type ByteStringTable, StringCollector } from '../../src/heap/byte-string-table.ts';
import { GraphKernel } from '../../src/heap/graph-kernel.ts';
import { randomNumbers } from '../support/random-heap.ts';

function tableWith(kernel: GraphKernel | null, json: string, chunkLength = json.length): ByteStringTable {
  const bytes = new TextEncoder().encode(json.slice(1));
  const collector = new StringCollector();
  collector.use(kernel);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    const chunk = bytes.slice(at, at + chunkLength);
    collector.read(chunk, 0, chunk.length, at);
  }
  return collector.finish();
}

describe.each([
  ['with the kernel', GraphKernel.forNumbers()],
  ['without it', null],
])('the string table, %s', (name, kernel) => {
  const tableOf = (json: string, chunkLength?: number) => tableWith(kernel, json, chunkLength);

  it('is read as this says', () => {
    expect(kernel === null).toBe(name === 'without it');
  });

  it('gives back every string, long ones across pages included, wherever chunks are cut', () => {
    const random = randomNumbers(3);
    const letters = ['a', 'é', '\ufeff', '\u{1f600}', '"', '\\', '\n', ' ', ')', '1', '\ud800'];
    const strings = Array.from({ length: 300 }, (_, at) =>
      Array.from(
        { length: at % 150 === 77 ? 700_000 : Math.floor(random() * 60) },
        () => letters[Math.floor(random() * letters.length)],
      ).join(''),
    );
    for (const [separator, chunkLength] of [
      [',', 1 << 16],
      [',\n', 99_991],
      [' , \r\n ', 1 << 20],
    ] as const) {
      const json = `[${strings.map((text) => JSON.stringify(text)).join(separator)}]`;
      const table = tableOf(json, chunkLength);
      expect(table.length).toBe(strings.length);
      for (let at = 0; at < strings.length; at++) {
        if (table.get(at) !== strings[at]) expect.fail(`string ${at} differs`);
        if (at > 60 || strings[at]!.length > 100) continue;
        const found = table.indexOf(strings[at]!);
        if (found !== strings.indexOf(strings[at]!)) expect.fail(`string ${at} is found at ${found}`);
      }
    }
  });

  it('finds a text by its meaning, not by how it is written', () => {
    const table = tableOf('["a\\nb","\\u0061bc","x\\"y","a","b"]');
    expect(table.indexOf('a\\nb')).toBe(-1);
    expect(table.indexOf('a\nb')).toBe(0);
    expect(table.indexOf('abc')).toBe(1);
    expect(table.indexOf('x"y')).toBe(2);
    expect(table.indexOf('a","b')).toBe(-1);
    expect(table.indexOf('')).toBe(-1);
    expect(table.get(-1)).toBe('');
    expect(table.get(5)).toBe('');
  });

  it.each(['"\\x"', '"\\u12g4"', '"\\u123"', '"a\nb"', '"a" "b"', '"a",,"b"', '"a",1'])(
    'refuses %s, wherever it stands',
    (wrong) => {
      for (let before = 0; before < 40; before++) {
        const json = `["${'x'.repeat(before)}",${wrong},"${'y'.repeat(200)}"]`;
        expect(() => tableOf(json)).toThrow(/is not valid at byte/);
      }
    },
  );

  it('knows the names that end in a table id', () => {
    const table = tableOf('["plain","3 / part of key (table @17)","(x)","0)",""]', 1);
    expect(table.endingInTableId()).toEqual([1, 3]);
    const many = Array.from({ length: 9000 }, (_, at) => (at % 7 === 3 ? `"(table @${at})"` : `"text ${at}"`));
    const expected = Array.from({ length: 9000 }, (_, at) => at).filter((at) => at % 7 === 3);
    expect(tableOf(`[${many.join(',\n')}]`).endingInTableId()).toEqual(expected);
  });
});
