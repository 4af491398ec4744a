import { parseCell } from '../options/parse-cell.ts';
import type { RawSource } from '../options/raw-options.ts';

/** What keeps the comments of a pull request apart: the name given, else workflow, job, cell of the matrix and step. */
export function commentKey(name: string | null, { options }: RawSource, env: NodeJS.ProcessEnv): string {
  if (name !== null) return JSON.stringify(['name', name]);
  const values = parseCell(options.get('cell')?.texts[0] ?? '')?.values ?? [];
  return JSON.stringify([env['GITHUB_WORKFLOW'] ?? '', env['GITHUB_JOB'] ?? '', values, env['GITHUB_ACTION'] ?? '']);
}
