import { describe, expect, it } from 'vitest';
import { GraphKernel } from '../../src/heap/graph-kernel.ts';
import { NumberRecords } from '../../src/heap/number-records.ts';
import { compileKernel } from '../support/compile-kernel.ts';
import { randomNumbers } from '../support/random-heap.ts';

it('the kernel in use is what its sources compile to (`vitest -u` compiles them anew)', async () => {
  await expect(await compileKernel()).toMatchFileSnapshot('../../src/heap/kernel-bytes.ts');
}, 60_000);

function read(kernel: GraphKernel | null, text: string, cutAt: number[]): number[] {
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
    ['with the kernel', GraphKernel.for(1, 0)],
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
      for (const kernel of [GraphKernel.for(1, 0), null]) {
        for (let before = 0; before < 70; before++) {
          const text = `${'7,'.repeat(before)}7${wrong}8${',9'.repeat(80)}]`;
          expect(() => read(kernel, text, [])).toThrow(/is not valid at byte/);
        }
      }
    },
  );
});
