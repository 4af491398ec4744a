import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { type CaseFolder, type CaseRequest, type CorpusCase, requestsOf } from './corpus-case.ts';
import { nodeFor, startCommandOf } from './start-command.ts';

const reports = fileURLToPath(new URL('../../.cache/corpus-reports', import.meta.url));

export interface GateUnderTest {
  /** The built command line. */
  readonly cli: string;
  /** Node that runs the services; null: each case's own. */
  readonly nodeMajor: string | null;
  /** Beyond what the case needs; none for a claim about the defaults. */
  readonly flags?: readonly string[];
}

export interface GateOutcome {
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly report: LeakReport | null;
  /** The end of what the gate printed. */
  readonly output: string;
}

/** Runs the built gate on an installed case, told nothing but how to start it and what to request. */
export async function gateCase(
  { folder, truth }: CaseFolder,
  installed: string,
  { cli, nodeMajor, flags = [] }: GateUnderTest,
): Promise<GateOutcome> {
  const directory = join(reports, basename(folder));
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const reportFile = join(directory, 'gate.json');
  const port = await freePort();
  const args = [
    ...[
      'run',
      '--start',
      startCommandOf(truth, nodeFor(truth, installed, nodeMajor)),
      '--working-directory',
      installed,
    ],
    ...(await requestFlags(truth, `http://127.0.0.1:${port}`, directory)),
    ...['--report-directory', directory, '--json', reportFile],
    ...flags,
  ];
  const beganAtMs = performance.now();
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...environmentWithoutCi(), NODE_ENV: 'production', ...truth.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
    });
  }
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const report = await readFile(reportFile, 'utf8').then(
    (text) => JSON.parse(text) as LeakReport,
    () => null,
  );
  await writeFile(join(directory, 'output.txt'), output);
  return { exitCode, seconds: (performance.now() - beganAtMs) / 1000, report, output };
}

/** What the last run of a case reported; null: it was never run. */
export async function lastOutcome({ folder }: CaseFolder): Promise<GateOutcome | null> {
  const text = await readFile(join(reports, basename(folder), 'gate.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const report = JSON.parse(text) as LeakReport;
  return { exitCode: null, seconds: report.durations['total'] ?? 0, report, output: '' };
}

/** A run on a CI machine is a local run here: no annotations, no step summary. */
function environmentWithoutCi(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GITHUB_|RUNNER_|INPUT_|CI$|npm_)/.test(name)),
  );
}

/** What the gate is told to request; several requests, and what no option can say, go to a scenario file in `directory`. */
export async function requestFlags(truth: CorpusCase, origin: string, directory: string): Promise<string[]> {
  const requests = requestsOf(truth);
  // An option's body that begins with @ is a file.
  if (requests.length === 1 && requests[0]!.body?.startsWith('@') !== true)
    return oneRequestFlags(requests[0]!, origin);
  const scenarioFile = join(directory, 'scenario.json');
  await writeFile(
    scenarioFile,
    JSON.stringify({
      requests: requests.map(({ body, expectStatus, ...rest }) => ({
        ...rest,
        ...(body && { body }),
        ...(expectStatus && { 'expect-status': expectStatus }),
      })),
    }),
  );
  return ['--url', origin + requests[0]!.path, '--scenario', scenarioFile];
}

function oneRequestFlags({ method, path, headers, body, expectStatus }: CaseRequest, origin: string): string[] {
  return [
    ...['--url', origin + path, '--method', method],
    ...Object.entries(headers ?? {}).flatMap(([name, value]) => ['--headers', `${name}: ${value}`]),
    ...(body ? ['--body', body] : []),
    ...(expectStatus ? ['--expect-status', expectStatus] : []),
  ];
}
