import { expect, it } from 'vitest';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { nodesAsTsv } from '../../src/heap/node-table.ts';
import { heapOf } from '../support/heap-builder.ts';

it('every node is one row of seven cells whatever its name holds', () => {
  const { graph } = heapOf({
    root: ['a', { to: 'w', type: 'weak' }],
    a: { name: 'tab\there, line\nthere\r, back\\slash', size: 10, edges: ['b'] },
    b: { type: 'closure', size: 5 },
    x: ['y'],
  });
  const rows = [...nodesAsTsv(analyseHeap(graph))].join('').split('\n');
  expect(rows).toEqual([
    'id\ttype\tname\tshallow_size\tretained_size\tdistance\timmediate_dominator_id',
    '1\tsynthetic\t\t0\t39\t100000000\t1',
    '3\tobject\ttab\\there, line\\nthere\\r, back\\\\slash\t10\t15\t1\t1',
    '5\tclosure\tb\t5\t5\t2\t3',
    '7\tobject\tx\t8\t16\t\t1',
    '9\tobject\tw\t8\t8\t1\t1',
    '11\tobject\ty\t8\t8\t\t7',
    '',
  ]);
});

it('large tables come in pieces that are never joined', () => {
  const { graph } = heapOf({ root: Array.from({ length: 10_000 }, (_, at) => `n${at}`) });
  const pieces = [...nodesAsTsv(analyseHeap(graph))];
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join('').match(/\n/g)).toHaveLength(10_002);
});
