import { type ClassGrowth, ClassSeries } from '../growth/class-series.ts';
import { GrowthModel, type SnapshotFacts } from '../growth/growth-model.ts';
import type { MovingPath } from '../growth/moving-paths.ts';
import { badOptions, quoted } from '../options/bad-options.ts';
import { parseCount } from '../options/units.ts';
import { formatByteChange, formatBytes, formatCountChange, formatRate } from '../report/format.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';
import { readSnapshot } from './read-snapshot.ts';
import { inCell, textTable } from './text-table.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** Growth between two snapshots; `…PerRequest` are null without a number of requests. */
export interface SnapshotGrowth {
  readonly before: SnapshotFacts;
  readonly after: SnapshotFacts;
  readonly requests: number | null;
  readonly classes: readonly GrowthRow[];
  readonly paths: readonly PathRow[];
}

interface GrowthRow {
  readonly name: string;
  readonly objects: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
  readonly objectsPerRequest: number | null;
  readonly retainedBytesPerRequest: number | null;
}

interface PathRow extends GrowthRow {
  readonly container: string | null;
  readonly retainerPath: readonly string[];
}

const mostPaths = 50;
const shownRows = 15;
const shownPaths = 5;

/** `leakgate diff A B [--requests N]`: growth per class and per retainer path, total and per request. */
export async function diff(command: Command, context: CliContext): Promise<CommandResult> {
  const growth = await measureGrowth(command, context);
  return { text: renderGrowth(growth), json: growth, exitCode: exitCodes.pass };
}

async function measureGrowth({ operands, flags }: Command, { currentDirectory }: CliContext): Promise<SnapshotGrowth> {
  const requests = readRequests(flags.get('requests'));
  const model = new GrowthModel();
  const classes = new ClassSeries();
  const facts: SnapshotFacts[] = [];
  for (const file of operands) {
    // One graph at a time: the growth data of the first are kept, its graph is let go.
    model.release();
    const analysis = readSnapshot(file, currentDirectory);
    facts.push(model.read(analysis.graph));
    model.add(analysis);
    classes.add(analysis, model.walk);
  }
  return {
    before: facts[0]!,
    after: facts[1]!,
    requests,
    classes: classes.growth().map((each) => rowOf(each.name, each, requests)),
    paths: topmost(model.moving())
      .slice(0, mostPaths)
      .map((path) => describePath(model, path, requests)),
  };
}

function readRequests(text: string | undefined): number | null {
  if (text === undefined) return null;
  const requests = parseCount(text);
  if (requests !== null && requests > 0) return requests;
  throw badOptions([{ option: 'requests', given: quoted(text), expected: 'a whole number, at least 1' }]);
}

/** Paths that hold more objects, without those below another such path, most retained bytes first. */
function topmost(paths: readonly MovingPath[]): MovingPath[] {
  const grown = new Set(paths.filter(({ objects }) => gained(objects) > 0).map(({ key }) => key));
  return paths
    .filter(({ key, movingAncestors }) => grown.has(key) && !movingAncestors.some((ancestor) => grown.has(ancestor)))
    .toSorted((a, b) => gained(b.retainedBytes) - gained(a.retainedBytes));
}

function describePath(model: GrowthModel, path: MovingPath, requests: number | null): PathRow {
  const description = model.describe(path);
  const kind = description?.containerKind ?? '';
  const container =
    description === null ? null : description.containerName === null ? kind : `${kind} ${description.containerName}`;
  const steps =
    description?.steps.map(({ reference, name }) => `${reference} ${name}`.trim() || '(GC roots)') ?? path.labels;
  return { ...rowOf(description?.content ?? path.labels.at(-1)!, path, requests), container, retainerPath: steps };
}

function rowOf(name: string, series: Omit<ClassGrowth, 'name' | 'held'>, requests: number | null): GrowthRow {
  const objects = gained(series.objects);
  const retainedBytes = gained(series.retainedBytes);
  return {
    name,
    objects,
    shallowBytes: gained(series.shallowBytes),
    retainedBytes,
    objectsPerRequest: requests === null ? null : objects / requests,
    retainedBytesPerRequest: requests === null ? null : retainedBytes / requests,
  };
}

function gained(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}

function renderGrowth({ before, after, requests, classes, paths }: SnapshotGrowth): string {
  const parts = [
    `${formatBytes(before.bytes)} → ${formatBytes(after.bytes)} (${formatByteChange(after.bytes - before.bytes)}), ` +
      `${formatCountChange(after.nodes - before.nodes)} nodes${requests === null ? '' : `, over ${requests} requests`}`,
  ];
  if (!after.sameSession)
    parts.push('The snapshots come from different processes or sessions: compared by class and path, not by node id.');
  if (paths.length === 0 && classes.length === 0) parts.push('', 'Nothing grew.');
  if (paths.length > 0)
    parts.push(
      '',
      'Retainer paths that hold more',
      tableOf(paths, requests, (row) => `${row.name} in ${row.container ?? '?'}`),
    );
  for (const { name, container, retainerPath } of paths.slice(0, shownPaths)) {
    parts.push(
      '',
      `Who keeps ${name}${container === null ? '' : ` in ${container}`}`,
      ...retainerPath.map((step, depth) => `${'  '.repeat(Math.min(depth, 20))}${inCell(step, 90)}`),
    );
  }
  if (classes.length > 0)
    parts.push(
      '',
      'Classes that grew',
      tableOf(classes, requests, (row) => row.name),
    );
  return parts.join('\n');
}

function tableOf<T extends GrowthRow>(rows: readonly T[], requests: number | null, nameOf: (row: T) => string): string {
  const head = [
    '',
    'objects',
    'shallow',
    'retained',
    ...(requests === null ? [] : ['objects/request', 'retained/request']),
  ];
  const cells = rows
    .slice(0, shownRows)
    .map((row) => [
      `  ${inCell(nameOf(row))}`,
      formatCountChange(row.objects),
      formatByteChange(row.shallowBytes),
      formatByteChange(row.retainedBytes),
      ...(requests === null ? [] : [formatRate(row.objectsPerRequest), formatBytes(row.retainedBytesPerRequest)]),
    ]);
  const more = rows.length > shownRows ? `\n  and ${rows.length - shownRows} more, with --json` : '';
  return `${textTable(head, cells)}${more}`;
}
