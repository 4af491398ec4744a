import { expect, it } from 'vitest';
import { rowsOf } from '../../src/diagnosis/allocation-profile.ts';

const node = (
  id: number,
  functionName: string,
  children: Parameters<typeof rowsOf>[0][] = [],
  url = 'file:///app.js',
) => ({
  id,
  selfSize: 0,
  children,
  callFrame: { functionName, scriptId: '7', url, lineNumber: id, columnNumber: 0 },
});

it('gives the stack of every function with live samples, innermost call first, and how many there are', () => {
  const head = node(1, '(root)', [node(2, 'handle', [node(3, 'remember', [], '')]), node(4, 'idle')]);
  const rows = rowsOf(head, [{ nodeId: 3 }, { nodeId: 3 }, { nodeId: 2 }], (scriptId) => `script ${scriptId}`);
  expect(
    rows.map(({ frames, stayed }) => [frames.map(([url, line, , name]) => `${name} ${url}:${line}`), stayed]),
  ).toEqual([
    [['handle file:///app.js:3', '(root) file:///app.js:2'], 1],
    [['remember script 7:4', 'handle file:///app.js:3', '(root) file:///app.js:2'], 2],
  ]);
});
