import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LeakReport } from '../../src/report/leak-report.ts';

/** One run of the gate on one service. */
export interface SoakRun {
  /** Fingerprint of the gate that ran. */
  readonly gate: string;
  readonly service: string;
  /** Node's major version. */
  readonly node: string;
  readonly number: number;
  /** null: the gate wrote no report. */
  readonly conclusion: LeakReport['verdict']['conclusion'] | null;
  readonly seconds: number;
  readonly requests: number;
  readonly because: readonly string[];
  readonly rounds: LeakReport['rounds'];
}

const folder = fileURLToPath(new URL('../../node_modules/.cache/leakgate-soak', import.meta.url));
const file = join(folder, 'runs.jsonl');

/** Runs of this gate that were kept; a line that was cut off by an interruption is left out. */
export async function readRuns(gate: string): Promise<SoakRun[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line): SoakRun[] => {
    try {
      const run = JSON.parse(line) as SoakRun;
      return run.gate === gate ? [run] : [];
    } catch {
      return [];
    }
  });
}

export async function addRun(run: SoakRun): Promise<void> {
  await mkdir(folder, { recursive: true });
  await appendFile(file, `${JSON.stringify(run)}\n`);
}
