import { expect, test } from 'vitest';
import { Turns } from '../../src/run/turns.ts';

const never = new AbortController().signal;

test('two runs that ask for every step alternate', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const run = async (name: string): Promise<void> => {
    for (let step = 1; step <= 3; step++) {
      const end = await turns.take(never);
      order.push(`${name}${step}`);
      await new Promise(setImmediate);
      order.push('end');
      end();
      end();
    }
  };
  await Promise.all([run('a'), run('b')]);
  expect(order.filter((word) => word !== 'end')).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  // Never two at the same time.
  expect(order.every((word, i) => (word === 'end') === (i % 2 === 1))).toBe(true);
});

test('a run that is aborted while it waits gives its turn to the next', async () => {
  const turns = new Turns();
  const end = await turns.take(never);
  const aborted = new AbortController();
  const waiting = turns.take(aborted.signal);
  const next = turns.take(never);
  aborted.abort(new Error('stop'));
  await expect(waiting).rejects.toThrow('stop');
  end();
  (await next)();
});
