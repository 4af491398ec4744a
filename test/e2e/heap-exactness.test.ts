import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseHeap, type HeapAnalysis } from '../../src/heap/heap-analysis.ts';
import { NodeType } from '../../src/heap/heap-graph.ts';
import { parseSnapshot } from '../../src/heap/snapshot-parser.ts';
import { askDevTools, type DevToolsAnswers } from '../support/devtools-oracle.ts';

/** A busy heap: a server with traffic behind it, sessions in Maps, WeakMap pairs, listeners, timers, streams, typed arrays, cycles. */
const SERVICE = `
const http = require('node:http');
const { EventEmitter } = require('node:events');
const v8 = require('node:v8');
class Session { constructor(i) { this.id = 's' + i; this.peers = new Set(); this.data = { a: i, list: [i, { i }], made: new Date(i) }; } }
const sessions = new Map(), byObject = new WeakMap(), bus = new EventEmitter(), names = {};
let list = null;
bus.setMaxListeners(0);
const server = http.createServer((request, response) => {
  const i = sessions.size, session = new Session(i);
  sessions.set(session.id, session);
  byObject.set(session, { meta: i, session });
  byObject.set(session.data, 'text of ' + i);
  session.peers.add(session);
  names['key ' + i] = request.headers;
  list = { next: list, value: Symbol('v' + i), text: 'a'.repeat(20) + i, big: 2n ** 80n };
  bus.on('event', function listener() { return [session, request.url]; });
  setTimeout(() => session, 1e8).unref();
  response.end(JSON.stringify(session.data));
});
server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true });
  const { port } = server.address();
  for (let i = 0; i < 300; i++) {
    await new Promise((done, fail) => http.get({ port, host: '127.0.0.1', agent, path: '/' + i }, (r) => r.resume().on('end', done)).on('error', fail));
  }
  globalThis.kept = { sessions, byObject, bus, names, list, buffer: Buffer.alloc(5000), ref: new WeakRef(sessions), re: /a+/g };
  v8.writeHeapSnapshot(process.argv[1]);
  process.exit(0);
});`;

describe.each([20, 22, 24, 26])('a live snapshot of Node %i', (version) => {
  let folder: string;
  let analysis: HeapAnalysis;
  let devTools: DevToolsAnswers;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leakgate-heap-'));
    const file = join(folder, 'service.heapsnapshot');
    const node = new URL(`../../node_modules/node${version}/bin/node`, import.meta.url).pathname;
    await promisify(execFile)(node, ['--input-type=commonjs', '-e', SERVICE, file], { timeout: 50_000 });
    analysis = analyseHeap(await parseSnapshot(createReadStream(file)));
    devTools = await askDevTools(createReadStream(file, 'utf8'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has the immediate dominators that DevTools finds', () => {
    expect(differences(analysis.dominators.immediateDominators, devTools.immediateDominators)).toEqual([]);
  });

  it('has the shallow sizes that DevTools shows', () => {
    expect(differences(analysis.shallowSizes, devTools.shallowSizes)).toEqual([]);
  });

  it('has the retained sizes that DevTools shows', () => {
    expect(differences(analysis.retainedSizes, devTools.retainedSizes)).toEqual([]);
  });

  it('has the distances that DevTools shows', () => {
    expect(differences(analysis.distances, devTools.distances)).toEqual([]);
  });

  it('holds the whole service', () => {
    const { graph } = analysis;
    const names = Array.from(graph.nodeNames, (name) => graph.strings.get(name));
    expect(names.filter((name) => name === 'Session').length).toBeGreaterThanOrEqual(300);
    expect(graph.nodeCount).toBeGreaterThan(30_000);
  });
});

const TRACKED = `
const { Session } = require('node:inspector/promises');
const session = new Session();
const chunks = [];
session.connect();
session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => chunks.push(params.chunk));
class Kept { constructor(i) { this.i = i; } }
const kept = [];
function keep(i) { kept.push(new Kept(i)); }
(async () => {
  for (let i = 0; i < 100; i++) keep(i);
  await session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
  for (let i = 0; i < 100; i++) keep(i);
  await session.post('HeapProfiler.stopTrackingHeapObjects', { reportProgress: false });
  require('node:fs').writeFileSync(process.argv[1], chunks.join(''));
  process.exit(kept.length === 200 ? 0 : 1);
})();`;

it.each([20, 26])('a snapshot of Node %i that tracked allocations tells who allocated what', async (version) => {
  const folder = await mkdtemp(join(tmpdir(), 'leakgate-heap-'));
  try {
    const file = join(folder, 'tracked.heapsnapshot');
    const node = new URL(`../../node_modules/node${version}/bin/node`, import.meta.url).pathname;
    await promisify(execFile)(node, ['--input-type=commonjs', '-e', TRACKED, file], { timeout: 50_000 });
    const graph = await parseSnapshot(createReadStream(file));
    const stacks: (string | undefined)[] = [];
    for (let ordinal = 0; ordinal < graph.nodeCount; ordinal++) {
      if (graph.nodeTypes[ordinal] !== NodeType.object || graph.strings.get(graph.nodeNames[ordinal]!) !== 'Kept')
        continue;
      stacks.push(graph.allocations?.stackOf(ordinal)[0]?.functionName);
    }
    expect(stacks.filter((name) => name === 'keep')).toHaveLength(100);
    expect(stacks.filter((name) => name === undefined)).toHaveLength(100);
    expect(graph.allocations?.samples).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Ordinals at which the two differ, the first ten; lengths count too. */
function differences(ours: ArrayLike<number>, theirs: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let at = 0; at < Math.max(ours.length, theirs.length) && found.length < 10; at++) {
    if (ours[at] !== theirs[at]) found.push(at);
  }
  return found;
}
