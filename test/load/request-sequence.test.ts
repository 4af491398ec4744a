import { describe, expect, test } from 'vitest';
import { createSequence, type RequestSequence } from '../../src/load/request-sequence.ts';
import type { ScenarioRequest } from '../../src/load/scenario.ts';
import { requestOf } from './recording-service.ts';

function take(sequence: RequestSequence, count: number) {
  return Array.from({ length: count }, () => sequence.next());
}

describe('createSequence', () => {
  const requests = [
    requestOf('/a', { weight: 6 }),
    requestOf('/b', { weight: 2 }),
    requestOf('/c', { weight: 4, method: 'POST', body: '{{id}} {{uuid}}' }),
  ];

  test('is the same for the same seed and another for another', () => {
    const paths = (seed: number) => take(createSequence({ requests, seed }), 200).map(({ path, body }) => [path, body]);
    expect(paths(7)).toEqual(paths(7));
    expect(paths(7)).not.toEqual(paths(8));
  });

  test('deals kinds by weight, exactly after each deck of 3 + 1 + 2', () => {
    const sequence = createSequence({ requests, seed: 1 });
    for (let deck = 0; deck < 50; deck++) {
      const dealt = take(sequence, 6).map(({ index }) => index);
      expect(dealt.sort()).toEqual([0, 0, 0, 1, 2, 2]);
    }
  });

  test('shuffles each deck anew', () => {
    const sequence = createSequence({ requests, seed: 1 });
    const decks = new Set(
      Array.from({ length: 50 }, () =>
        take(sequence, 6)
          .map(({ index }) => index)
          .join(''),
      ),
    );
    expect(decks.size).toBeGreaterThan(20);
  });

  test('deals in the same order whatever the templates draw', () => {
    const order = (body: string) =>
      take(createSequence({ requests: [requests[0]!, { ...requests[1]!, body }], seed: 3 }), 100).map(
        ({ index }) => index,
      );
    expect(order('{{randomBytes 64}}')).toEqual(order('fixed'));
  });

  test('never repeats an id, also when requests are prepared out of turn', () => {
    const sequence = createSequence({ requests: [requestOf('/{{id}}')], seed: 1 });
    const paths = [sequence.prepare(0), ...take(sequence, 100), sequence.prepare(0)].map(({ path }) => path);
    expect(new Set(paths).size).toBe(102);
  });

  test('drops the headers that the client sets from what it really sends', () => {
    const headers = { 'Content-Length': '3', Connection: 'close', 'x-id': '{{id}}' };
    const { headers: sent } = createSequence({ requests: [requestOf('/', { headers })], seed: 1 }).next();
    expect(sent).toEqual({ 'x-id': 'req-1' });
  });

  test('knows when all requests are the same one', () => {
    const constantOf = (...list: ScenarioRequest[]) => createSequence({ requests: list, seed: 1 }).constant;
    expect(constantOf(requestOf('/a', { body: 'x', method: 'POST' }))).toMatchObject({
      index: 0,
      path: '/a',
      body: 'x',
    });
    expect(constantOf(requestOf('/a'), requestOf('/b'))).toBeNull();
    expect(constantOf(requestOf('/{{id}}'))).toBeNull();
    expect(constantOf(requestOf('/a', { body: '[<id>]' }))).toBeNull();
    expect(constantOf(requestOf('/a', { headers: { 'x-id': '{{uuid}}' } }))).toBeNull();
  });
});
