import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const builtCli = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'dist', 'cli.js');

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Sends the signal once standard error holds this. */
  readonly interruptAt?: RegExp;
  /** Sends it a second time once standard error holds this. */
  readonly interruptAgainAt?: RegExp;
  /** Default SIGINT. */
  readonly interruptSignal?: NodeJS.Signals;
  readonly timeoutMs?: number;
}

/** Runs the built command line to its end; killed after the time limit. */
export function runBuiltCli(
  args: readonly string[],
  { cwd, env, interruptAt, interruptAgainAt, interruptSignal = 'SIGINT', timeoutMs = 120_000 }: CliRunOptions,
): Promise<CliResult> {
  const child = spawn(process.execPath, [builtCli, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  const interrupts = [interruptAt, interruptAgainAt].filter((at) => at !== undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interrupts[0]?.test(stderr) === true && child.kill(interruptSignal)) interrupts.shift();
  });
  return new Promise((done, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}
