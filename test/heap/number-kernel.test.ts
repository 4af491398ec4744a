import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import assembler from 'wabt';
import { NumberKernel } from '../../src/heap/number-kernel.ts';
import { NumberRecords } from '../../src/heap/number-records.ts';
import { randomNumbers } from '../support/random-heap.ts';

const SOURCE = new URL('../../src/heap/number-kernel.wat', import.meta.url);

it('the kernel in use is what its source assembles to (`vitest -u` assembles it anew)', async () => {
  const wabt = await assembler();
  const module = wabt.parseWat('number-kernel.wat', readFileSync(SOURCE), { simd: true });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  '${line}'`);
  await expect(
    `// Assembled from number-kernel.wat by its test; do not edit.\nexport const NUMBER_KERNEL_BASE64 =\n${lines.join(' +\n')};\n`,
  ).toMatchFileSnapshot('../../src/heap/number-kernel-bytes.ts');
});

function read(kernel: NumberKernel | null, text: string, cutAt: number[]): number[] {
  const numbers: number[] = [];
  const records = new NumberRecords(
    1,
    (rows, length, wide) => {
      for (let at = 0; at < length; at++) numbers.push(wide?.get(at) ?? rows[at]!);
    },
    kernel,
  );
  const bytes = new TextEncoder().encode(text);
  let start = 0;
  for (const end of [...cutAt, bytes.length]) {
    const chunk = bytes.subarray(start, end);
    expect(records.read(chunk, 0, chunk.length, start)).toBe(end === bytes.length ? chunk.length : -1);
    start = end;
  }
  return numbers;
}

describe('numbers of every length, with and without line ends and spaces, wherever chunks are cut', () => {
  it.each([
    ['with the kernel', NumberKernel.load()],
    ['without it', null],
  ])('%s', (_, kernel) => {
    expect(_ === 'without it' || kernel !== null).toBe(true);
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomNumbers(seed);
      const count = Math.floor(random() * 400);
      const numbers = Array.from({ length: count }, () => Math.floor(random() * 10 ** Math.floor(random() * 16)));
      const lineEnds = seed % 3 === 0 ? 0.3 : 0;
      const spaces = seed % 5 === 0 ? 0.02 : 0;
      const text = numbers.map((number, at) => {
        const comma = at === count - 1 ? '' : random() < lineEnds ? '\n,' : ',';
        return `${random() < spaces ? ' \r\n\t' : ''}${number}${random() < spaces ? ' ' : ''}${comma}`;
      });
      const whole = `${text.join('')}]`;
      const cuts = [random(), random()].map((share) => Math.floor(share * whole.length)).sort((a, b) => a - b);
      expect(read(kernel, whole, cuts), `seed ${seed}`).toEqual(numbers);
    }
  });

  it.each([',,', ',\n,', ', ,', ',-1,', ',1.5,', ',1e5,', ',"a",', ',:,', ',/,', ',\u00b1,', ',1\n2,', ',1 2,'])(
    'what stands as "%s" between numbers is refused',
    (wrong) => {
      for (const kernel of [NumberKernel.load(), null]) {
        for (let before = 0; before < 70; before++) {
          const text = `${'7,'.repeat(before)}7${wrong}8${',9'.repeat(80)}]`;
          expect(() => read(kernel, text, [])).toThrow(/is not valid at byte/);
        }
      }
    },
  );
});
