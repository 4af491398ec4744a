import { expect, it } from 'vitest';
import { readRetainers } from '../../src/growth/retainer-facts.ts';
import { StepLabeller } from '../../src/growth/step-label.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { heapOf, type NodeSketch } from '../support/heap-builder.ts';

/** What is known of `item`, reached by the edge from `holder`. */
function factsOf(sketch: Record<string, NodeSketch>, holder: string) {
  const { graph, node, edge } = heapOf(sketch);
  const via = new Int32Array(graph.nodeCount).fill(-1);
  via[node('item')] = edge(holder, 'item');
  return readRetainers(analyseHeap(graph), [node('item')], via, new StepLabeller(graph));
}

// root → store → item → part
it('one holder: without its edge the object goes with all that it keeps', () => {
  const facts = factsOf(
    { root: ['store'], store: ['item'], item: { size: 100, edges: ['part'] }, part: { size: 20 } },
    'store',
  );
  expect(facts).toEqual({ independent: 1, freedBytesEach: 120, others: [] });
});

// root → store → item ← session ← root
it('two holders: one edge alone frees nothing, and the other is named', () => {
  const facts = factsOf(
    {
      root: ['store', 'session'],
      store: ['item'],
      session: { name: 'Session', edges: [{ to: 'item', name: 'last' }] },
      item: { size: 100 },
    },
    'store',
  );
  expect(facts).toEqual({ independent: 2, freedBytesEach: 0, others: ['.last of Session'] });
});

// root → store → item ⇄ part
it('what the object itself keeps does not hold it', () => {
  const facts = factsOf(
    { root: ['store'], store: ['item'], item: { size: 100, edges: ['part'] }, part: ['item'] },
    'store',
  );
  expect(facts).toMatchObject({ independent: 1, others: [] });
});

it('several edges of one holder are one retainer', () => {
  const facts = factsOf(
    { root: ['store'], store: ['item', { to: 'item', name: 'again' }], item: { size: 100 } },
    'store',
  );
  expect(facts).toMatchObject({ independent: 1, freedBytesEach: 0 });
});

// root → list → item, and list → its table → item, as V8 tells of an array
it('an array and the table of its elements are one retainer, whichever the path shows', () => {
  const sketch = {
    root: ['list'],
    list: {
      name: 'Array',
      edges: [
        { to: 'item', type: 'element', name: 0 },
        { to: 'table', type: 'internal', name: 'elements' },
      ],
    },
    table: { type: 'array', name: '(object elements)', edges: [{ to: 'item', type: 'internal', name: 17 }] },
    item: { size: 100 },
  } as const;
  const one = { independent: 1, freedBytesEach: 100, others: [] };
  expect(factsOf(sketch, 'list')).toEqual(one);
  expect(factsOf(sketch, 'table')).toEqual(one);
});

it('an array and a session are two, and the table is none of the others', () => {
  const facts = factsOf(
    {
      root: ['list', 'session'],
      list: {
        name: 'Array',
        edges: [
          { to: 'item', type: 'element', name: 0 },
          { to: 'table', type: 'internal', name: 'elements' },
        ],
      },
      table: { type: 'array', name: '(object elements)', edges: [{ to: 'item', type: 'internal', name: 17 }] },
      session: { name: 'Session', edges: [{ to: 'item', name: 'last' }] },
      item: { size: 100 },
    },
    'list',
  );
  expect(facts).toEqual({ independent: 2, freedBytesEach: 0, others: ['.last of Session'] });
});
