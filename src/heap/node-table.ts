import type { HeapAnalysis } from './heap-analysis.ts';
import { NodeType } from './heap-graph.ts';

/** V8's own words, by canonical number. */
export const NODE_TYPE_NAMES: readonly string[] = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
  'unknown',
];

const ROWS_PER_PIECE = 4096;

/**
 * Every node as tab-separated text, a header first: id, type, name, shallow size, retained size (bytes), distance, and the id of the
 * immediate dominator (the root has its own). Comes in pieces of some thousand rows. Tabs, line ends and backslashes in names are
 * written as \t, \n, \r and \\; a distance that does not exist is empty.
 */
export function* nodesAsTsv(analysis: HeapAnalysis): Generator<string> {
  const { graph, shallowSizes, retainedSizes, distances, dominators } = analysis;
  let rows = ['id\ttype\tname\tshallow_size\tretained_size\tdistance\timmediate_dominator_id\n'];
  for (let node = 0; node < graph.nodeCount; node++) {
    const distance = distances[node]!;
    const cells = [
      graph.nodeIds[node],
      NODE_TYPE_NAMES[graph.nodeTypes[node] ?? NodeType.unknown],
      escapeCell(graph.strings.get(graph.nodeNames[node]!)),
      shallowSizes[node],
      retainedSizes[node],
      distance < 0 ? '' : distance,
      graph.nodeIds[dominators.immediateDominators[node]!],
    ];
    rows.push(`${cells.join('\t')}\n`);
    if (rows.length < ROWS_PER_PIECE) continue;
    yield rows.join('');
    rows = [];
  }
  yield rows.join('');
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCell(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
