import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { fileURLToPath } from 'node:url';
import { GateError } from '../errors.ts';
import { createInspectorLines } from './inspector-lines.ts';
import { createOutputTail } from './output-tail.ts';
import { type ProcessTree, signalTree, TREE_VARIABLE } from './process-tree.ts';
import { stopTree } from './stop-tree.ts';

export interface StartOptions {
  /** A shell command line. */
  readonly command: string;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Added to leakgate's own environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether its Node processes open inspectors. Default true. */
  readonly inspector?: boolean;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A start command under way; nothing is known yet of what it leads to. */
export interface StartedService {
  readonly tree: ProcessTree;
  /** Inspectors that announced themselves so far, in output or file, in order. Only candidates. */
  inspectorUrls(): ReadonlySet<string>;
  readonly startedAtMs: number;
  /** Of the command itself, once its last output has been read. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  hasExited(): ProcessExit | null;
  outputTail(): string;
  /** Idempotent; resolves when nothing of the tree is alive. */
  stop(graceMs: number): Promise<void>;
}

/** Beside this file in src as in dist. */
const PRELOADED = ['./announce-inspector.cjs', './cluster-ports.cjs'].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);
/** Names the file in which inspectors announce themselves, see `announce-inspector.cjs`. */
const ANNOUNCEMENTS_VARIABLE = 'LEAKGATE_INSPECTORS';
const started = new Set<ProcessTree>();
/** Longest wait for output after the exit: pipes can be held open by what the command left behind. */
const LAST_OUTPUT_MS = 300;

/**
 * Starts a shell command line in its own process group, with an inspector on a random loopback port for every Node process
 * in it. SERVICE_EXITED when it cannot be started at all. The caller must `stop` it.
 */
export async function startService(options: StartOptions, onOutput: (text: string) => void): Promise<StartedService> {
  const token = randomUUID();
  const child = spawn(options.command, {
    shell: true,
    cwd: options.workingDirectory,
    env: serviceEnvironment(options, token),
    // A group of its own: signals meant for leakgate do not reach it, and one signal reaches all of it.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Before the first wait: whatever happens from here on, the tree is known to killAllStarted.
  const tree: ProcessTree | null = child.pid === undefined ? null : { rootPid: child.pid, token, met: new Map() };
  if (tree !== null) started.add(tree);

  const inspectorUrls = new Set<string>();
  const announcements = announcementsOf(token);
  const tail = createOutputTail();
  for (const stream of [child.stdout, child.stderr]) {
    const lines = createInspectorLines(inspectorUrls);
    const decoder = new StringDecoder('utf8');
    stream.on('data', (bytes: Buffer) => {
      const text = decoder.write(bytes);
      if (text === '') return;
      lines.scan(text);
      tail.add(text);
      onOutput(text);
    });
  }
  let exit: ProcessExit | null = null;
  const exited = whenExited(child, (reached) => {
    exit = reached;
  });
  if (tree === null) throw await couldNotStart(child, options);

  let stopping: Promise<void> | null = null;
  return {
    tree,
    inspectorUrls: () => {
      // As a whole each time: it has few lines, and a set.
      createInspectorLines(inspectorUrls).scan(readOrNothing(announcements));
      return inspectorUrls;
    },
    startedAtMs: performance.now(),
    exited,
    hasExited: () => exit,
    outputTail: tail.text,
    stop: (graceMs) => {
      stopping ??= stopAndRelease(tree, graceMs, child, exited);
      return stopping;
    },
  };
}

async function stopAndRelease(
  tree: ProcessTree,
  graceMs: number,
  child: ChildProcess,
  exited: Promise<ProcessExit>,
): Promise<void> {
  try {
    await stopTree(tree, graceMs);
    await exited;
  } finally {
    // Pipes that something unreachable still holds must not keep leakgate alive.
    child.stdout?.destroy();
    child.stderr?.destroy();
    forgetAnnouncements(tree);
    started.delete(tree);
  }
}

/**
 * Last resort for a `process.on('exit')` handler, where nothing asynchronous runs any more: SIGKILLs whatever was started
 * and not stopped. Synchronous; does nothing when all was released.
 */
export function killAllStarted(): void {
  for (const tree of started) {
    started.delete(tree);
    // What forked between the listing and the signal is met by the second round.
    for (let round = 0; round < 3 && signalTree(tree, 'SIGKILL') > 0; round++);
    forgetAnnouncements(tree);
  }
}

/** Windows knows variables in any case; everywhere else `NODE_OPTIONS` is the only spelling. */
function serviceEnvironment({ env: extra = {}, inspector = true }: StartOptions, token: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...extra };
  // The last --inspect wins, so that one the user sets does not make a wrapper and the service fight for a port.
  if (inspector) {
    const preload = PRELOADED.map((file) => `--require=${quoted(file)}`);
    env['NODE_OPTIONS'] = [env['NODE_OPTIONS'], ...preload, '--inspect=127.0.0.1:0'].filter(Boolean).join(' ');
    env[ANNOUNCEMENTS_VARIABLE] = announcementsOf(token);
  }
  env[TREE_VARIABLE] = token;
  return env;
}

function announcementsOf(token: string): string {
  return join(tmpdir(), `leakgate-inspectors-${token}`);
}

/** A service that ran as another user may have made it, and a shared folder lets only its owner remove it. */
function forgetAnnouncements({ token }: ProcessTree): void {
  try {
    rmSync(announcementsOf(token), { force: true });
  } catch {
    // A line of text is left behind; nothing else may be for it.
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // nobody has written to it
  }
}

/** As NODE_OPTIONS reads it (Node's doc "CLI": a backslash escapes within double quotes); plain where it can be. */
function quoted(path: string): string {
  return /[\s"\\]/.test(path) ? JSON.stringify(path) : path;
}

function whenExited(child: ChildProcess, onExit: (exit: ProcessExit) => void): Promise<ProcessExit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const exit = { code, signal };
      onExit(exit);
      const timer = setTimeout(() => resolve(exit), LAST_OUTPUT_MS);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(exit);
      });
    });
    child.once('error', () => undefined);
  });
}

async function couldNotStart(child: ChildProcess, options: StartOptions): Promise<GateError> {
  const cause = await new Promise<Error>((resolve) => child.once('error', resolve));
  return new GateError(
    'SERVICE_EXITED',
    `The start command could not be run in ${options.workingDirectory}: ${cause.message}.`,
    {
      hint: 'Check that working-directory exists and that this machine has a shell.',
      cause,
    },
  );
}
