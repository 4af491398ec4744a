import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { bootFixture } from '../service/boot-fixture.ts';
import { builtCli } from './run-cli.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/leak-report.schema.json', import.meta.url), 'utf8'),
) as object;
const isReport = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);

export interface GateRunSettings {
  /** Flags beside --start, --url and the report directory. */
  readonly flags?: readonly string[];
  /** Folder of the start command; test/services/boot unless given. */
  readonly workingDirectory?: string;
  /** Instead of http://127.0.0.1 and the port: e.g. `https://127.0.0.1:4711`. */
  readonly origin?: (port: number) => string;
  /** Environment of the gate and so of the service. */
  readonly env?: Record<string, string>;
  /** Instead of starting a service: the inspector of one that runs at `origin`. */
  readonly attach?: { readonly inspector: string; readonly origin: string };
  /** A free one unless given. */
  readonly port?: number;
  /** Path of the requests. */
  readonly path?: string;
  /** Node that runs the gate; the one that runs the tests unless given. */
  readonly gateNode?: string;
  /** Called once, when what the gate has printed on standard error first matches. */
  readonly at?: RegExp;
  readonly act?: (gate: ChildProcess, run: RunningGate) => void;
  readonly timeoutMs?: number;
}

export interface RunningGate {
  readonly reportDirectory: string;
  /** What the gate has printed on standard error so far. */
  stderr(): string;
}

export interface GateRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Valid by the schema. */
  readonly report: LeakReport;
  readonly summary: string;
  /** Of the summary, without its symbol and marks of Markdown. */
  readonly firstLine: string;
  readonly reportDirectory: string;
  /** The port in url. */
  readonly port: number;
  /** Processes that the gate started and that outlived it. */
  readonly leftovers: readonly number[];
  readonly seconds: number;
}

const directories: string[] = [];

/** Removes the report directories of the runs so far. */
export function removeReports(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** Runs `leakgate run` as built, on a start command in test/services/boot, to its end. Throws without a valid report and summary. */
export async function runGateOn(command: string, settings: GateRunSettings = {}): Promise<GateRun> {
  const { flags = [], env = {}, path = '/', timeoutMs = 120_000 } = settings;
  const fixture = await bootFixture(command);
  const reportDirectory = mkdtempSync(join(tmpdir(), 'leakgate-gate-'));
  directories.push(reportDirectory);
  const { env: marked } = fixture.options.source;
  const workingDirectory = settings.workingDirectory ?? fixture.options.source.workingDirectory;
  const port = settings.port ?? fixture.port;
  const origin = settings.origin?.(port) ?? `http://127.0.0.1:${port}`;
  const place = settings.attach
    ? ['--attach', settings.attach.inspector, '--url', settings.attach.origin + path]
    : ['--start', command, '--url', `${origin}${path}`];
  const args = [builtCli, 'run', ...place, '--report-directory', reportDirectory, '--verbose', ...flags];
  const beganMs = performance.now();
  const gate = spawn(settings.gateNode ?? process.execPath, args, {
    cwd: workingDirectory,
    env: { ...process.env, ...marked, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  let acted = false;
  gate.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  gate.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (acted || settings.at?.test(stderr) !== true) return;
    acted = true;
    settings.act?.(gate, { reportDirectory, stderr: () => stderr });
  });
  const exitCode = await new Promise<number | null>((done, reject) => {
    gate.on('error', reject);
    gate.on('close', done);
  });
  const seconds = (performance.now() - beganMs) / 1000;
  const leftovers = fixture.livePids();
  const [reportFile, summaryFile] = [join(reportDirectory, 'report.json'), join(reportDirectory, 'summary.md')];
  if (!existsSync(reportFile) || !existsSync(summaryFile)) {
    throw new Error(`The gate ended with ${exitCode} and wrote no report:\n${stderr}\n${stdout}`);
  }
  const report: unknown = JSON.parse(readFileSync(reportFile, 'utf8'));
  if (!isReport(report)) throw new Error(`${reportFile} is not valid: ${JSON.stringify(isReport.errors, null, 2)}`);
  const summary = readFileSync(summaryFile, 'utf8');
  return {
    exitCode,
    stdout,
    stderr,
    report: report as unknown as LeakReport,
    summary,
    firstLine: summary.split('\n')[0]!.replace(/^#+ /, ''),
    reportDirectory,
    port,
    leftovers,
    seconds,
  };
}
