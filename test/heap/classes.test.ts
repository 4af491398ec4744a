import { describe, expect, it } from 'vitest';
import { aggregateClasses, className, retainedSizeOfSet } from '../../src/heap/classes.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf } from '../support/heap-builder.ts';

describe('classes', () => {
  it('have the names that DevTools lists', () => {
    const { graph, node } = heapOf({
      root: ['map', 'text', 'fn', 'code', 'div', 'gone', 'cons', 'shape'],
      map: { name: 'Map' },
      text: { type: 'string', name: 'hello' },
      fn: { type: 'closure', name: 'listener' },
      code: { type: 'code', name: '(code for x)' },
      div: { type: 'native', name: '<div id="a" class="b">' },
      gone: { type: 'native', name: '<p title="x">', detachedness: 2 },
      cons: { type: 'concatenatedString', name: 'ab' },
      shape: { type: 'objectShape', name: 'system / Map' },
    });
    const names = ['map', 'text', 'fn', 'code', 'div', 'gone', 'cons', 'shape', 'root'];
    expect(names.map((key) => className(graph, node(key)))).toEqual([
      'Map',
      '(string)',
      'Function',
      '(compiled code)',
      '<div>',
      'Detached <p>',
      '(concatenated string)',
      '(object shape)',
      '(synthetic)',
    ]);
  });

  //  root → n1(Node) → n2(Node) → x(Leaf),  root → n3(Node)
  it('count what one member retains of another once', () => {
    const { graph } = heapOf({
      root: ['n1', 'n3'],
      n1: { name: 'Node', size: 10, edges: ['n2'] },
      n2: { name: 'Node', size: 20, edges: ['x'] },
      n3: { name: 'Node', size: 5 },
      x: { name: 'Leaf', size: 100 },
      y: { name: 'Empty', size: 0 },
    });
    expect(aggregateClasses(analyseHeap(graph))).toEqual([
      { name: 'Node', count: 3, shallowBytes: 35, retainedBytes: 135 },
      { name: 'Leaf', count: 1, shallowBytes: 100, retainedBytes: 100 },
    ]);
  });

  //  root → a → shared ← b ← root
  it('retain together what no member retains alone', () => {
    const { graph, node } = heapOf({ root: ['a', 'b'], a: ['shared'], b: ['shared'], shared: { size: 1000 } });
    const analysis = analyseHeap(graph);
    expect(retainedSizeOfSet(analysis, [node('a')])).toBe(8);
    expect(retainedSizeOfSet(analysis, [node('a'), node('b')])).toBe(1016);
    expect(retainedSizeOfSet(analysis, [])).toBe(0);
    expect(retainedSizeOfSet(analysis, [node('root')])).toBe(1016);
  });
});
