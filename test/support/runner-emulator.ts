import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Contexts, fillIn } from './expressions.ts';
import { parseFileCommands } from './file-commands.ts';
import { CommandReader } from './workflow-commands.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Node as the runner brings it for `using: node24`. */
export const runnerNode = join(root, 'node_modules/node24/bin/node');

/** Over this the runner shows no summary at all. */
const summaryLimit = 1024 * 1024;

export interface StepOptions {
  readonly inputs: Readonly<Record<string, string>>;
  /** The checked-out repository; made empty where none is given, removed by `dispose`. */
  readonly workspace?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that steps of the job find as `node`. */
  readonly jobNode?: string;
  readonly secrets?: readonly string[];
  /** What expressions in the defaults of inputs see; a job without a matrix unless given. */
  readonly contexts?: Contexts;
  /** Cancels the job once this holds; asked after each line. */
  readonly cancelWhen?: (log: readonly string[]) => boolean;
  readonly timeoutMs?: number;
}

export interface StepResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  readonly exitCode: number | null;
  /** Signals that a cancelled step needed before it ended. */
  readonly signals: readonly NodeJS.Signals[];
  /** How the runner read the step's output: log, annotations, masks, obeyed commands. */
  readonly commands: CommandReader;
  readonly outputs: Readonly<Record<string, string>>;
  /** Variables and path entries that the step gave to later steps. */
  readonly exportedEnv: Readonly<Record<string, string>>;
  readonly exportedPath: readonly string[];
  /** As shown; null when it is missing or over the limit. */
  readonly summary: string | null;
  readonly summaryBytes: number;
  /** Processes of the step that outlived it (Linux), as `pid command`. They have been killed since. */
  readonly leftovers: readonly string[];
  readonly workspace: string;
  readonly seconds: number;
  readonly dispose: () => void;
}

/**
 * Runs the built action as GitHub's runner would: Node 24, from a copy of dist elsewhere with no node_modules beside it,
 * inputs as INPUT_*, file commands, stdout and stderr read for workflow commands, the caps, and the cancel ladder
 * (SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL to the group).
 */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const home = mkdtempSync(join(tmpdir(), 'runner-'));
  const workspace = options.workspace ?? join(home, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const actionFolder = join(home, 'actions', 'leakgate');
  cpSync(join(root, 'dist'), join(actionFolder, 'dist'), { recursive: true });
  const files = commandFiles(home);
  const trackingId = `github_${randomUUID()}`;
  const startedAt = performance.now();
  const child = spawn(runnerNode, [join(actionFolder, mainOfAction())], {
    cwd: workspace,
    env: stepEnvironment(options, { home, workspace, files, trackingId }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ladder = new CancelLadder(child);
  const commands = new CommandReader(options.secrets);
  const readers = [child.stdout!, child.stderr!].map((stream) =>
    readLines(stream, (line) => {
      commands.take(line);
      if (options.cancelWhen?.(commands.log) === true) ladder.start();
    }),
  );
  const timeout = setTimeout(() => ladder.killGroup(), options.timeoutMs ?? 120_000);
  const exitCode = await new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  ladder.stop();
  clearTimeout(timeout);
  const leftovers = killLeftovers(trackingId);
  // Only now: a process that outlives the step holds its pipes open.
  await Promise.all(readers);
  return {
    conclusion: ladder.signals.length > 0 ? 'cancelled' : exitCode === 0 ? 'success' : 'failure',
    exitCode,
    signals: ladder.signals,
    commands,
    outputs: parseFileCommands(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    exportedEnv: parseFileCommands(readFileSync(files.GITHUB_ENV, 'utf8')),
    exportedPath: readFileSync(files.GITHUB_PATH, 'utf8').split('\n').filter(Boolean),
    ...readSummary(files.GITHUB_STEP_SUMMARY),
    leftovers,
    workspace,
    seconds: (performance.now() - startedAt) / 1000,
    dispose: () => rmSync(home, { recursive: true, force: true }),
  };
}

const fileVariables = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;
type CommandFiles = Record<(typeof fileVariables)[number], string>;

function commandFiles(home: string): CommandFiles {
  mkdirSync(join(home, '_runner_file_commands'));
  const files = Object.fromEntries(
    fileVariables.map((name) => [name, join(home, '_runner_file_commands', `${name}_${randomUUID()}`)]),
  );
  for (const file of Object.values(files)) writeFileSync(file, '');
  return files as CommandFiles;
}

interface ActionMetadata {
  readonly inputs: Record<string, { readonly default?: string } | null>;
  readonly runs: { readonly using: string; readonly main: string };
}

function readMetadata(): ActionMetadata {
  return parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionMetadata;
}

function mainOfAction(): string {
  const { using, main } = readMetadata().runs;
  if (using !== 'node24') throw new Error(`the emulator runs node24 actions, this one wants ${using}`);
  return main;
}

const jobWithoutMatrix = {
  matrix: null,
  strategy: { 'fail-fast': true, 'job-index': 0, 'job-total': 1, 'max-parallel': 1 },
  github: {},
  job: {},
  runner: {},
};

interface StepPlaces {
  readonly home: string;
  readonly workspace: string;
  readonly files: CommandFiles;
  readonly trackingId: string;
}

function stepEnvironment(options: StepOptions, { home, workspace, files, trackingId }: StepPlaces): NodeJS.ProcessEnv {
  const contexts = { ...jobWithoutMatrix, ...options.contexts };
  const declared = Object.entries(readMetadata().inputs).map(
    ([name, input]) => [name, fillIn(input?.default ?? '', contexts)] as const,
  );
  const inputs = Object.fromEntries(
    [...declared, ...Object.entries(options.inputs)].map(([name, value]) => [inputVariable(name), value]),
  );
  const jobNode = dirname(options.jobNode ?? runnerNode);
  return {
    PATH: [jobNode, process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/service',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_JOB: 'leaks',
    // As an action has them, and a `run:` step has not.
    ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-the-runner',
    ACTIONS_CACHE_URL: 'http://127.0.0.1:9/',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: home,
    RUNNER_TRACKING_ID: trackingId,
    ...files,
    ...inputs,
    ...options.env,
  };
}

/** Upper case, blanks become `_`; dashes stay. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  reader.on('line', onLine);
  return new Promise((done) => reader.once('close', () => done()));
}

function readSummary(file: string): { summary: string | null; summaryBytes: number } {
  const summaryBytes = statSync(file).size;
  return {
    summary: summaryBytes === 0 || summaryBytes > summaryLimit ? null : readFileSync(file, 'utf8'),
    summaryBytes,
  };
}

/** SIGINT; SIGTERM after 7.5 s; SIGKILL to the group 2.5 s later. */
class CancelLadder {
  readonly signals: NodeJS.Signals[] = [];
  readonly #child: ChildProcess;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  start(): void {
    if (this.signals.length > 0) return;
    this.#send('SIGINT');
    this.#timers.push(setTimeout(() => this.#send('SIGTERM'), 7500));
    this.#timers.push(setTimeout(() => this.killGroup(), 10_000));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  killGroup(): void {
    this.signals.push('SIGKILL');
    killQuietly(-this.#child.pid!, 'SIGKILL');
  }

  #send(signal: NodeJS.Signals): void {
    this.signals.push(signal);
    this.#child.kill(signal);
  }
}

/** Like the runner's own clean-up: whatever still carries the step's tracking id is an orphan. Only on Linux. */
function killLeftovers(trackingId: string): string[] {
  if (process.platform !== 'linux') return [];
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(trackingId)) continue;
      found.push(`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()}`);
      killQuietly(Number(pid), 'SIGKILL');
    } catch {
      // ended while we looked, or another user's
    }
  }
  return found;
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // already gone
  }
}
