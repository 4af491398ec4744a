import { randomUUID } from 'node:crypto';
import { exec } from '@actions/exec';
import { GateError } from '../errors.ts';
import { signalTree, TREE_VARIABLE } from '../service/process-tree.ts';

export interface PrepareOptions {
  /** Absolute. */
  readonly workingDirectory: string;
  /** Raw text of stdout and stderr as it comes; may hold workflow commands, so never to be printed unguarded. */
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

const windows = process.platform === 'win32';

/**
 * Runs shell commands one after the other. Throws PREPARE_FAILED for the first that ends with another code than 0, and
 * CANCELLED when the signal fires, after the running command and its descendants have been killed.
 */
export async function runPrepare(commands: readonly string[], options: PrepareOptions): Promise<void> {
  for (const command of commands) {
    if (options.signal.aborted) throw cancelled(command);
    const code = await runShell(command, options);
    if (options.signal.aborted) throw cancelled(command);
    if (code === 0) continue;
    throw new GateError('PREPARE_FAILED', `the prepare command '${command}' ended with code ${code}, expected 0`, {
      hint: 'its last lines of output are below; run the same command in working-directory',
    });
  }
}

function cancelled(command: string): GateError {
  return new GateError('CANCELLED', `cancelled during the prepare command '${command}'`);
}

/** exec neither takes a signal nor tells the process id, so the shell prints its own behind a token that is cut out. */
async function runShell(command: string, { workingDirectory, onOutput, signal }: PrepareOptions): Promise<number> {
  const token = `leakgate-prepare-${randomUUID()}`;
  const firstLine = cutFirstLine(token, onOutput, () => {
    if (signal.aborted) abort();
  });
  const abort = (): void => {
    if (firstLine.pid === null) return;
    const tree = { rootPid: firstLine.pid, token, met: new Map() };
    // What forked between the listing and the signal is met by the next round.
    for (let round = 0; round < 5 && signalTree(tree, 'SIGKILL') > 0; round++);
  };
  signal.addEventListener('abort', abort);
  const [shell, args] = windows
    ? ['cmd.exe', ['/d', '/s', '/c', command]]
    : ['/bin/sh', ['-c', `echo "${token} $$"\n${command}`]];
  try {
    return await exec(shell as string, args as string[], {
      cwd: workingDirectory,
      // In its environment, so that what left the shell's tree is found as well.
      env: { ...(process.env as Record<string, string>), [TREE_VARIABLE]: token },
      silent: true,
      ignoreReturnCode: true,
      listeners: {
        stdout: windows ? (data) => onOutput(data.toString()) : firstLine.take,
        stderr: (data) => onOutput(data.toString()),
      },
    });
  } catch (thrown) {
    throw new GateError('PREPARE_FAILED', `the prepare command '${command}' could not be started: ${String(thrown)}`, {
      cause: thrown,
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

interface FirstLine {
  pid: number | null;
  readonly take: (data: Buffer) => void;
}

function cutFirstLine(token: string, onOutput: (text: string) => void, onPid: () => void): FirstLine {
  let held = '';
  const state: FirstLine = {
    pid: null,
    take: (data) => {
      if (state.pid !== null) return onOutput(data.toString());
      held += data.toString();
      const match = new RegExp(`^${token} (\\d+)\\n`).exec(held);
      if (match === null) return;
      state.pid = Number(match[1]);
      onPid();
      if (held.length > match[0].length) onOutput(held.slice(match[0].length));
    },
  };
  return state;
}
