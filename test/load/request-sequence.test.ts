import { describe, expect, test } from 'vitest';
import { createSequence, prepareSingle, type RequestSequence } from '../../src/load/request-sequence.ts';
import type { ScenarioRequest } from '../../src/load/scenario.ts';
import { requestOf } from './recording-service.ts';

function take(sequence: RequestSequence, count: number) {
  return Array.from({ length: count }, () => prepareSingle(sequence, sequence.deal()));
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
      take(
        createSequence({
          requests: [requests[0]!, { ...requests[1]!, body: { kind: 'text', text: body } as const }],
          seed: 3,
        }),
        100,
      ).map(({ index }) => index);
    expect(order('{{randomBytes 64}}')).toEqual(order('fixed'));
  });

  test('sends one kind alone with ids that no request before it had, and goes on after it', () => {
    const both = [requestOf('/a/{{id}}'), requestOf('/b/{{id}}')];
    const sequence = createSequence({ requests: both, seed: 1 });
    const before = take(sequence, 10);
    const alone = sequence.only([both[1]!.name]);
    const between = take(alone, 10);
    expect(alone.scenario.requests).toEqual([both[1]]);
    expect(between.every(({ path, index }) => path.startsWith('/b/') && index === 0)).toBe(true);
    const ids = [...before, ...between, ...take(sequence, 10)].map(({ path }) => path.split('/')[2]);
    expect(new Set(ids).size).toBe(30);
  });

  test('never repeats an id, also when requests are prepared out of turn', () => {
    const sequence = createSequence({ requests: [requestOf('/{{id}}')], seed: 1 });
    const outOfTurn = () => prepareSingle(sequence, { request: 0, ...sequence.draw() });
    const paths = [outOfTurn(), ...take(sequence, 100), outOfTurn()].map(({ path }) => path);
    expect(new Set(paths).size).toBe(102);
  });

  test('drops the headers that the client sets from what it really sends', () => {
    const headers = { 'Content-Length': '3', Connection: 'close', 'x-id': '{{id}}' };
    const [sent] = take(createSequence({ requests: [requestOf('/', { headers })], seed: 1 }), 1);
    expect(sent!.headers).toEqual({ 'x-id': 'req-1' });
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

  test('with a corpus sends the same requests from the beginning of each round, whatever was drawn between', () => {
    const sequence = createSequence({ requests, seed: 5, corpus: 8 });
    const round = (count: number) => {
      sequence.beginRound();
      return take(sequence, count).map(({ path, body }) => `${path} ${body}`);
    };
    const first = round(20);
    expect(new Set(first.filter((each) => each.startsWith('/c')))).toHaveProperty('size', 3);
    expect(first.slice(8, 16)).toEqual(first.slice(0, 8));
    sequence.draw();
    expect(round(20)).toEqual(first);
    expect(sequence.draw().seq).toBeGreaterThan(8);
  });

  test('without a corpus a new round goes on', () => {
    const sequence = createSequence({ requests: [requestOf('/{{id}}')], seed: 5 });
    const before = take(sequence, 3).map(({ path }) => path);
    sequence.beginRound();
    expect(before).not.toContain(take(sequence, 1)[0]!.path);
  });

  test('fills turns alike whichever of them is filled first', () => {
    const filled = (order: readonly number[]) => {
      const sequence = createSequence({ requests: [requestOf('/{{uuid}}')], seed: 5 });
      const turns = [sequence.deal(), sequence.deal(), sequence.deal()];
      const paths = new Map(order.map((at) => [at, prepareSingle(sequence, turns[at]!).path]));
      return [0, 1, 2].map((at) => paths.get(at));
    };
    expect(filled([2, 0, 1])).toEqual(filled([0, 1, 2]));
  });

  test('never repeats a UUID in 100,000 draws of one seed', () => {
    const sequence = createSequence({ requests: [requestOf('/{{uuid}}{{uuid}}')], seed: 5 });
    const seen = new Set<string>();
    for (let i = 0; i < 50_000; i++) {
      const { path } = prepareSingle(sequence, sequence.deal());
      seen.add(path.slice(1, 37)).add(path.slice(37));
    }
    expect(seen.size).toBe(100_000);
  });
});
