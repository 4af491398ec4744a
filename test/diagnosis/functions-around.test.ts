import { expect, it } from 'vitest';
import { parseScript } from '../../src/diagnosis/candidate-statements.ts';
import { functionsAround } from '../../src/diagnosis/functions-around.ts';
import type { SyntaxNode } from '../../src/diagnosis/variable-scopes.ts';

const SOURCE = `module.exports = function (request) {
  request.on('socket', (socket) => {
    socket.on('connect', function connect() {});
  });
  function other() {}
};
`;

it('gives the functions around a place, outermost first', () => {
  const around = (line: number, column: number) =>
    functionsAround(parseScript(SOURCE)!, { line, column }).map(({ node }) => {
      const { start } = (node['body'] as SyntaxNode).loc!;
      return { line: start.line - 1, column: start.column };
    });
  expect(around(2, 11)).toEqual([
    { line: 0, column: 36 },
    { line: 1, column: 35 },
  ]);
  expect(around(4, 4)).toHaveLength(2);
  expect(around(0, 0)).toEqual([]);
});
