import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSequence } from '../../src/load/request-sequence.ts';
import { runLoad } from '../../src/load/run-load.ts';
import { plainRequest, type Scenario } from '../../src/load/scenario.ts';
import { parseStatuses } from '../../src/options/units.ts';
import { freePort } from '../../src/service/free-port.ts';
import { type CaseFolder, type CorpusCase, readCorpus, requestsOf } from './corpus-case.ts';
import { installCase } from './install-case.ts';
import { nodeFor, startCommandOf } from './start-command.ts';

// Measures the truth of corpus cases without the gate and writes it into their case.json: after a warm-up, six or more
// equal rounds of requests, and after each a reading of the memory behind seven forced collections.
//   tsx scripts/corpus/measure.ts [FILTER] [--folder PATH] [--node MAJOR] [--dry-run] [--missing]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: fileURLToPath(new URL('../../test/corpus', import.meta.url)) },
    node: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    missing: { type: 'boolean', default: false },
  },
});

const probe = fileURLToPath(new URL('probe.cjs', import.meta.url));

interface Reading {
  readonly heapUsed: number;
  readonly external: number;
  readonly rssAnon: number;
  readonly fds: number | null;
}

interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

for (const each of await readCorpus(resolve(values.folder), positionals[0] ?? null)) {
  if (values.missing && each.truth.verified !== undefined) continue;
  try {
    await measureCase(each);
  } catch (error) {
    console.log(`${basename(each.folder)}: FAILED, ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

async function measureCase(each: CaseFolder): Promise<void> {
  const { truth, folder } = each;
  const installed = await installCase(each);
  const { warmup = 2000, perRound = 2000, rounds = 6, connections = 8 } = truth.load ?? {};
  const port = await freePort();
  const service = startService(truth, installed, port);
  try {
    const load = await prepareLoad(truth, `http://127.0.0.1:${port}`, connections, service);
    await load(warmup);
    const readings = [await read(service)];
    for (let round = 0; round < rounds; round++) {
      await load(perRound);
      readings.push(await read(service));
    }
    const verified = summarize(truth, readings, { warmup, perRound, rounds });
    console.log(`${verified.ok ? 'ok ' : '?? '} ${basename(folder).padEnd(34)} ${describe(verified)}`);
    if (!values['dry-run']) await record(folder, verified);
  } finally {
    if (service.exitCode === null) process.kill(-service.pid!, 'SIGKILL');
  }
}

function startService(truth: CorpusCase, installed: string, port: number): ChildProcess {
  const [file, ...args] = startCommandOf(truth, nodeFor(truth, installed, values.node ?? null)).split(' ');
  return spawn(file!, ['--require', probe, ...args], {
    cwd: installed,
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', ...truth.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

type Load = (requests: number) => Promise<void>;

async function prepareLoad(
  truth: CorpusCase,
  origin: string,
  connections: number,
  service: ChildProcess,
): Promise<Load> {
  const scenario: Scenario = {
    seed: 1,
    requests: requestsOf(truth).map(({ expectStatus, ...request }) =>
      plainRequest({ ...request, ...(expectStatus && { expectStatus: parseStatuses(expectStatus)! }) }),
    ),
  };
  const sequence = createSequence(scenario);
  const serviceExited = once(service, 'exit').then(([code, signal]) => `the service exited with ${code ?? signal}`);
  await untilListening(origin, serviceExited);
  return async (requests) => {
    const summary = await runLoad({
      ...{ origin, sequence, requests, connections, rate: null, timeoutMs: 20_000, deadlineMs: 180_000 },
      ...{ signal: new AbortController().signal, serviceExited },
    });
    if (summary.succeeded !== requests) {
      throw new Error(
        `${summary.succeeded} of ${requests} requests succeeded: ${summary.endedEarly ?? summary.firstFailure?.reason}`,
      );
    }
  };
}

async function untilListening(origin: string, serviceExited: Promise<string>): Promise<void> {
  let gone: string | null = null;
  void serviceExited.then((how) => {
    gone = how;
  });
  const deadlineMs = performance.now() + 20_000;
  while (performance.now() < deadlineMs) {
    if (gone !== null) throw new Error(gone);
    const answered = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error('the service did not listen within 20 s');
}

async function read(service: ChildProcess): Promise<Reading> {
  const answer = once(service, 'message', { signal: AbortSignal.timeout(60_000) });
  service.send('read');
  const [reading] = (await answer) as [Reading];
  return reading;
}

function summarize(
  truth: CorpusCase,
  readings: readonly Reading[],
  requests: { warmup: number; perRound: number; rounds: number },
) {
  const perRequest = (of: (reading: Reading) => number): number[] =>
    readings.slice(1).map((reading, index) => round1((of(reading) - of(readings[index]!)) / requests.perRound));
  const heap = perRequest(({ heapUsed }) => heapUsed);
  const external = perRequest((reading) => reading.external);
  const rssAnon = perRequest((reading) => reading.rssAnon);
  const fds = perRequest(({ fds: count }) => count ?? 0);
  const last4 = { heap: spreadOf(heap), external: spreadOf(external), rssAnon: spreadOf(rssAnon), fds: spreadOf(fds) };
  const grew = (bytes: readonly number[], atLeast: number): boolean =>
    bytes.slice(-4).filter((value) => value > 0).length >= 3 && spreadOf(bytes).mean * requests.perRound > atLeast;
  const signals = [
    ...(grew(heap, truth.expected.leaks ? 15_000 : 100_000) ? ['heap'] : []),
    ...(grew(external, 15_000) ? ['external'] : []),
    ...(grew(rssAnon, 4_000_000) ? ['rss'] : []),
    ...(last4.fds.min > 0.05 ? ['fds'] : []),
  ];
  return {
    ok: truth.expected.leaks === signals.some((signal) => signal !== 'rss' || truth.expected.leaks),
    node: process.versions.node,
    requests: { warmup: requests.warmup, perRound: requests.perRound, rounds: requests.rounds },
    heapPerReqByRound: heap,
    last4,
    signals,
  };
}

type Verified = ReturnType<typeof summarize>;

function spreadOf(values_: readonly number[]): Spread {
  const last = values_.slice(-4);
  return {
    mean: round1(last.reduce((sum, value) => sum + value, 0) / last.length),
    min: Math.min(...last),
    max: Math.max(...last),
  };
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function describe({ heapPerReqByRound, last4, signals }: Verified): string {
  const { heap, external, rssAnon, fds } = last4;
  return `heap ${heap.mean} (${heapPerReqByRound.join(' ')}), external ${external.mean}, rss ${rssAnon.mean}, fds ${fds.mean}, signals ${signals.join(' ') || 'none'}`;
}

async function record(folder: string, verified: Verified): Promise<void> {
  const file = join(folder, 'case.json');
  const truth = JSON.parse(await readFile(file, 'utf8')) as CorpusCase;
  const { heap, external, rssAnon, fds } = verified.last4;
  const measured = {
    heap: Math.round(heap.mean),
    external: Math.round(external.mean),
    rssAnon: Math.round(rssAnon.mean),
    fds: fds.mean,
  };
  const approxBytesPerRequest = truth.expected.leaks ? measured : { heap: 0 };
  await writeFile(
    file,
    `${JSON.stringify({ ...truth, expected: { ...truth.expected, approxBytesPerRequest }, verified }, null, 2)}\n`,
  );
}
