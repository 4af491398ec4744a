import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GateError } from '../errors.ts';
import { StepLabeller } from '../growth/step-label.ts';
import { accumulationPoints } from '../heap/accumulation-points.ts';
import type { AllocationFrame } from '../heap/allocation-trace.ts';
import { aggregateClasses, className } from '../heap/classes.ts';
import type { HeapAnalysis } from '../heap/heap-analysis.ts';
import { NODE_TYPE_NAMES, nodesAsTsv } from '../heap/node-table.ts';
import { shortestRetainerPaths } from '../heap/paths.ts';
import { badOptions, quoted } from '../options/bad-options.ts';
import { formatBytes, formatCount } from '../report/format.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';
import { readSnapshot } from './read-snapshot.ts';
import { inCell, textTable } from './text-table.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

const shownClasses = 30;
const shownPaths = 3;
const shownDominated = 10;
const shownHolders = 10;

/** `leakgate inspect FILE [--node @id] [--export FILE.tsv]`. */
export async function inspect({ operands, flags }: Command, { currentDirectory }: CliContext): Promise<CommandResult> {
  const id = readNodeId(flags.get('node'));
  const analysis = readSnapshot(operands[0]!, currentDirectory);
  const target = flags.get('export');
  if (target !== undefined)
    await pipeline(Readable.from(nodesAsTsv(analysis)), createWriteStream(resolve(currentDirectory, target)));
  const shown = id === null ? showClasses(analysis) : showNode(analysis, id, operands[0]!);
  const exported =
    target === undefined ? '' : `\n\n${formatCount(analysis.graph.nodeCount)} nodes written to ${target}`;
  return { text: shown.text + exported, json: shown.json, exitCode: exitCodes.pass };
}

function readNodeId(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /^@?(\d+)$/.exec(text.trim());
  if (match !== null) return Number(match[1]);
  throw badOptions([
    { option: 'node', given: quoted(text), expected: 'an id as Chrome DevTools shows it, e.g. @12345' },
  ]);
}

interface Shown {
  readonly text: string;
  readonly json: unknown;
}

function showClasses(analysis: HeapAnalysis): Shown {
  const classes = aggregateClasses(analysis);
  const { nodeCount, edgeCount } = analysis.graph;
  const bytes = classes.reduce((sum, row) => sum + row.shallowBytes, 0);
  const rows = classes
    .slice(0, shownClasses)
    .map((row) => [
      inCell(row.name),
      formatCount(row.count),
      formatBytes(row.shallowBytes),
      formatBytes(row.retainedBytes),
    ]);
  const more =
    classes.length > shownClasses ? `\nand ${formatCount(classes.length - shownClasses)} more, with --json` : '';
  const head = `${formatBytes(bytes)}, ${formatCount(nodeCount)} nodes, ${formatCount(edgeCount)} edges`;
  const holders = accumulationPoints(analysis, shownHolders).map((each) => factsOf(analysis, each));
  const holderRows = holders.map((each) => [
    `@${each.id} ${inCell(each.name || each.class)}`,
    formatBytes(each.shallowBytes),
    formatBytes(each.retainedBytes),
  ]);
  return {
    text:
      `${head}\n\n${textTable(['class', 'objects', 'shallow', 'retained'], rows)}${more}` +
      `\n\n${textTable(['keeps the most alive', 'shallow', 'retained'], holderRows)}`,
    json: { nodes: nodeCount, edges: edgeCount, bytes, classes, holders },
  };
}

interface NodeFacts {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly class: string;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
  readonly distance: number | null;
}

function showNode(analysis: HeapAnalysis, id: number, file: string): Shown {
  const ordinal = analysis.ids.ordinalOf(id);
  if (ordinal < 0) {
    throw new GateError('BAD_OPTIONS', `${file} holds no node @${id}`, {
      hint: 'ids differ from snapshot to snapshot of other processes',
    });
  }
  const node = factsOf(analysis, ordinal);
  const dominator = factsOf(analysis, analysis.dominators.immediateDominators[ordinal]!);
  const retainerPaths = shortestRetainerPaths(analysis, ordinal, shownPaths).map((path) => stepsOf(analysis, path));
  const dominates = largestDominated(analysis, ordinal).map((each) => factsOf(analysis, each));
  const allocatedBy = analysis.graph.allocations?.stackOf(ordinal) ?? [];
  return {
    text: renderNode(node, dominator, retainerPaths, dominates, allocatedBy),
    json: { ...node, dominator, retainerPaths, dominates, allocatedBy },
  };
}

function factsOf({ graph, shallowSizes, retainedSizes, distances }: HeapAnalysis, ordinal: number): NodeFacts {
  return {
    id: graph.nodeIds[ordinal]!,
    type: NODE_TYPE_NAMES[graph.nodeTypes[ordinal]!] ?? 'unknown',
    name: graph.strings.get(graph.nodeNames[ordinal]!),
    class: className(graph, ordinal),
    shallowBytes: shallowSizes[ordinal]!,
    retainedBytes: retainedSizes[ordinal]!,
    distance: distances[ordinal]! < 0 ? null : distances[ordinal]!,
  };
}

interface Step {
  readonly reference: string;
  readonly name: string;
  readonly id: number;
}

function stepsOf({ graph }: HeapAnalysis, path: ReturnType<typeof shortestRetainerPaths>[number]): Step[] {
  const labeller = new StepLabeller(graph);
  return path.map(({ edge, source, target }) => ({
    reference: labeller.reference(source, edge),
    name: labeller.target(target),
    id: graph.nodeIds[target]!,
  }));
}

function largestDominated({ dominatedNodes, retainedSizes }: HeapAnalysis, ordinal: number): number[] {
  const { firsts, nodes } = dominatedNodes;
  const children = [...nodes.subarray(firsts[ordinal]!, firsts[ordinal + 1]!)];
  return children.sort((a, b) => retainedSizes[b]! - retainedSizes[a]!).slice(0, shownDominated);
}

function renderNode(
  node: NodeFacts,
  dominator: NodeFacts,
  paths: readonly (readonly Step[])[],
  dominates: readonly NodeFacts[],
  allocatedBy: readonly AllocationFrame[],
): string {
  const parts = [
    `@${node.id}  ${inCell(node.name, 90)}  (${node.class}, ${node.type})`,
    `shallow ${formatBytes(node.shallowBytes)}, retained ${formatBytes(node.retainedBytes)}, distance ${node.distance ?? 'none'}`,
    `immediate dominator @${dominator.id} ${inCell(dominator.name || dominator.class)}`,
  ];
  for (const [index, path] of paths.entries()) {
    parts.push('', `Retainer path ${index + 1}`);
    for (const [depth, step] of path.entries()) {
      parts.push(`${'  '.repeat(Math.min(depth, 20))}${inCell(`${step.reference} ${step.name}`, 90)}  @${step.id}`);
    }
  }
  if (paths.length === 0) parts.push('', 'No retainer path: only weak references lead here.');
  if (dominates.length > 0) {
    const rows = dominates.map((each) => [
      `@${each.id} ${inCell(each.name)}`,
      formatBytes(each.shallowBytes),
      formatBytes(each.retainedBytes),
    ]);
    parts.push('', textTable(['frees with it', 'shallow', 'retained'], rows));
  }
  if (allocatedBy.length > 0) parts.push('', 'Allocated by', ...allocatedBy.map(renderFrame));
  return parts.join('\n');
}

function renderFrame({ functionName, scriptName, line }: AllocationFrame): string {
  const place = line === null ? scriptName : `${scriptName}:${line + 1}`;
  return `  ${inCell(`${functionName || '(anonymous)'} ${place}`.trim(), 120)}`;
}
