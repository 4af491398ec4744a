import { expect, it } from 'vitest';
import { allocationRows, readTree } from '../../src/diagnosis/allocation-profile.ts';

const node = (
  id: number,
  functionName: string,
  children: Parameters<typeof readTree>[0][] = [],
  url = 'file:///app.js',
) => ({
  id,
  selfSize: id * 10,
  children,
  callFrame: { functionName, scriptId: '7', url, lineNumber: id, columnNumber: 0 },
});

const head = node(1, '(root)', [node(2, 'handle', [node(3, 'remember', [], '')]), node(4, 'idle')]);
const samples = new Map([
  [3, 2],
  [2, 1],
]);
const root = readTree(head, samples, (scriptId) => `script ${scriptId}`);

it('gives the stack of every function with live samples, innermost call first, the most objects first', () => {
  expect(
    allocationRows({ requests: 1, root }).map(({ frames, stayed }) => [
      frames.map(([url, line, , name]) => `${name} ${url}:${line}`),
      stayed,
    ]),
  ).toEqual([
    [['remember script 7:4', 'handle file:///app.js:3'], 2],
    [['handle file:///app.js:3'], 1],
  ]);
});

it('keeps the bytes that each function allocated itself', () => {
  expect(root.children[0]!.bytes).toBe(20);
  expect(root.children[0]!.children[0]).toMatchObject({ bytes: 30, samples: 2, children: [] });
});
