import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { installPeers } from './install-peers.ts';
import { HEAPS, type Heap, makeSnapshot } from './make-snapshot.ts';
import { measureCapture } from './measure-capture.ts';

// npm run bench -- [--heaps store,lru] [--sizes 90,270,1100] [--runs 3] [--node 24] [--snapshots-of 20] [--no-peers] [--capture]
//
// Load + retained sizes of all nodes, each tool in a process of its own, on snapshots that the benchmark takes from its own service.
// CPU seconds are of all threads. The tools take turns, once a run, and of each the cheapest run counts: noise only ever adds.

interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly rssBytes: number;
  readonly nodes: number | null;
  readonly retained: number | null;
  readonly parts?: Record<string, number>;
}

interface Snapshot {
  readonly heap: Heap;
  readonly file: string;
  readonly megabytes: number;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'leakgate-bench');
const PEERS = ['v8-heap-parser', 'heap-snapshot-toolkit', 'memlab', 'json-parse'];
const LIMIT_MS = 600_000;
const HEAP_NAMES: Readonly<Record<Heap, string>> = { store: 'Session store', lru: 'Session store with an LRU list' };

const { values: options } = parseArgs({
  options: {
    heaps: { type: 'string', default: HEAPS.join(',') },
    sizes: { type: 'string', default: '90,270' },
    runs: { type: 'string', default: '3' },
    node: { type: 'string', default: '24' },
    'snapshots-of': { type: 'string', default: '20' },
    'no-peers': { type: 'boolean', default: false },
    capture: { type: 'boolean', default: false },
  },
});

const node = nodeBinary(options.node);
mkdirSync(CACHE, { recursive: true });
const peersFolder = join(CACHE, 'peers');
if (!options['no-peers']) installPeers(peersFolder);
const engine = await bundleEngine();

for (const heap of options.heaps.split(',') as Heap[]) {
  for (const size of options.sizes.split(',').map(Number)) {
    const file = join(CACHE, `node${options['snapshots-of']}-${heap}-${size}.heapsnapshot`);
    const bytes = await makeSnapshot(nodeBinary(options['snapshots-of']), heap, size, file);
    await compare({ heap, file, megabytes: bytes / 1e6 });
  }
}

if (options.capture) {
  for (const major of ['20', '24']) {
    const { megabytes, captureSeconds, analysedSeconds } = await measureCapture(nodeBinary(major), 38_000);
    console.log(
      `\nCapture of ${megabytes.toFixed(0)} MB over the inspector of Node ${major}: ${captureSeconds.toFixed(2)} s, with the analysis ` +
        `${analysedSeconds.toFixed(2)} s (${(analysedSeconds / captureSeconds).toFixed(2)} ×).`,
    );
  }
}

async function compare(snapshot: Snapshot): Promise<void> {
  const peers = options['no-peers'] ? [] : PEERS;
  const costs = new Map<string, Cost | string>();
  for (let run = 0; run < Number(options.runs); run++) {
    for (const tool of ['leakgate', ...peers]) {
      const module = tool === 'leakgate' ? engine : join(peersFolder, `${tool}.mjs`);
      const before = costs.get(tool);
      if (typeof before !== 'string') costs.set(tool, cheaper(before, await measure(module, snapshot)));
    }
  }
  const own = costs.get('leakgate') ?? 'not run';
  if (typeof own === 'string') throw new Error(`leakgate failed: ${own}`);
  const nodes = own.nodes ?? 1;
  const millions = (nodes / 1e6).toFixed(1);
  console.log(
    `\n### ${HEAP_NAMES[snapshot.heap]}, ${snapshot.megabytes.toFixed(0)} MB, ${millions} million nodes, read with Node ${options.node}\n`,
  );
  console.log('| tool | CPU s | × leakgate | wall s | peak RSS MiB | bytes per node |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const [tool, cost] of costs) {
    if (typeof cost === 'string') console.log(`| ${tool} | ${cost} | | | | |`);
    else printRow(tool === 'json-parse' ? 'JSON.parse alone' : tool, cost, own, nodes);
  }
  printParts(snapshot, own);
}

function cheaper(before: Cost | undefined, now: Cost | string): Cost | string {
  if (before === undefined || typeof now === 'string') return now;
  return now.cpuSeconds < before.cpuSeconds ? now : before;
}

function printRow(name: string, cost: Cost, own: Cost, nodes: number): void {
  const cells = [
    name,
    cost.cpuSeconds.toFixed(2),
    (cost.cpuSeconds / own.cpuSeconds).toFixed(1),
    cost.wallSeconds.toFixed(2),
    (cost.rssBytes / 2 ** 20).toFixed(0),
    (cost.rssBytes / nodes).toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** MB/s of each part of leakgate's run, beside a C program that only reads the numbers. */
function printParts(snapshot: Snapshot, own: Cost): void {
  const parts = own.parts ?? {};
  const rate = (seconds: number) => `${(snapshot.megabytes / seconds).toFixed(0)} MB/s`;
  const named = Object.entries(parts).map(([name, seconds]) => `${name} ${(seconds * 1000).toFixed(0)} ms`);
  console.log(`\nleakgate by parts: ${named.join(', ')}.`);
  const parse = parts['parse'] ?? Number.NaN;
  const scalar = scalarParseSeconds(snapshot.file);
  const ratio =
    scalar === null
      ? 'no C compiler to compare with'
      : `${(scalar / parse).toFixed(2)} × a scalar C parse at ${rate(scalar)}`;
  const both = parse + (parts['dominators'] ?? Number.NaN);
  console.log(`Parse ${rate(parse)} (${ratio}), parse + dominators ${rate(both)}.`);
}

/** What one run cost, or what went wrong. */
async function measure(module: string, snapshot: Snapshot): Promise<Cost | string> {
  try {
    const runner = fileURLToPath(new URL('run-contender.mjs', import.meta.url));
    const command = ['--max-old-space-size=14000', runner, module, snapshot.file];
    const { stdout } = await promisify(execFile)(node, command, { timeout: LIMIT_MS, killSignal: 'SIGKILL' });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Cost;
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): string {
  const { killed, stderr, message } = error as { killed?: boolean; stderr?: string; message: string };
  if (killed === true) return `no result in ${LIMIT_MS / 1000} s`;
  const reason = /(?:RangeError|RuntimeError|Error)[^\n]*/.exec(stderr ?? '')?.[0] ?? message.split('\n')[0]!;
  return `failed: ${reason.slice(0, 90)}`;
}

function scalarParseSeconds(file: string): number | null {
  const program = join(CACHE, 'scalar-parse');
  try {
    execFileSync('cc', ['-O2', '-o', program, fileURLToPath(new URL('scalar-parse.c', import.meta.url))], {
      stdio: 'ignore',
    });
    return Number(execFileSync(program, [file], { encoding: 'utf8' }).split(' ')[0]);
  } catch {
    return null;
  }
}

/** The engine as users run it: one plain JavaScript file. */
async function bundleEngine(): Promise<string> {
  const outfile = join(CACHE, 'leakgate.mjs');
  const entry = fileURLToPath(new URL('contenders/leakgate.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  return outfile;
}

function nodeBinary(major: string): string {
  return join(ROOT, 'node_modules', `node${major}`, 'bin', 'node');
}
