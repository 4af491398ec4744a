import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One run of the gate, kept so that what takes hours can be interrupted and gone on with. */
export interface KeptRun {
  /** Fingerprint of the gate that ran: runs of another build say nothing about this one. */
  readonly gate: string;
}

/** The runs of one gate in one file, a line of JSON each. */
export interface KeptRuns<Run extends KeptRun> {
  readonly all: readonly Run[];
  add(run: Run): Promise<void>;
}

/** Runs kept under `name` that this gate made; a line that was cut off by an interruption is left out. */
export async function keptRuns<Run extends KeptRun>(name: string, gate: string): Promise<KeptRuns<Run>> {
  const file = fileURLToPath(new URL(`../node_modules/.cache/leakgate-${name}/runs.jsonl`, import.meta.url));
  const text = await readFile(file, 'utf8').catch(() => '');
  const all = text.split('\n').flatMap((line): Run[] => {
    try {
      const run = JSON.parse(line) as Run;
      return run.gate === gate ? [run] : [];
    } catch {
      return [];
    }
  });
  const add = async (run: Run): Promise<void> => {
    all.push(run);
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, `${JSON.stringify(run)}\n`);
  };
  return { all, add };
}

/**
 * Of all that the gate on the command line is made of: its program and the engine's worker beside it.
 * @throws Error when one of them is missing
 */
export async function fingerprintOf(cli: string): Promise<string> {
  const hash = createHash('sha256');
  for (const part of [cli, join(dirname(cli), 'engine-worker.js')]) {
    const bytes = await readFile(part).catch((cause: unknown) => {
      throw new Error(`${basename(part)} is missing: npm run build`, { cause });
    });
    hash.update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
