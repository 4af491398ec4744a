import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CorpusCase } from './corpus-case.ts';

/** The Node that runs a case: its own where it has one, else the one asked for by major version, else the one that runs this. */
export function nodeFor({ nodeBin }: CorpusCase, folder: string, major: string | null): string {
  if (nodeBin) return join(folder, nodeBin);
  if (major === null) return process.execPath;
  const manifest = createRequire(import.meta.url).resolve(`node${major}/package.json`);
  return join(dirname(manifest), 'bin', 'node');
}

/** A case's start command with `node` replaced by an executable. */
export function startCommandOf({ startCommand }: CorpusCase, node: string): string {
  return startCommand.replace(/^node(?= )/, () => (/\s/.test(node) ? `"${node}"` : node));
}
