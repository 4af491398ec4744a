import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a developer types to call this leakgate: from a workflow npm fetches the very action (GITHUB_ACTION_REPOSITORY and
 * GITHUB_ACTION_REF name it there), elsewhere the command line that lies beside the running file.
 */
export function leakgateProgram(environment: NodeJS.ProcessEnv, currentDirectory: string): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = environment;
  if (repository) return `npx github:${repository}${ref ? `#${ref}` : ''}`;
  const cli = fileURLToPath(new URL('cli.js', import.meta.url));
  if (!existsSync(cli)) return 'npx leakgate';
  const near = relative(currentDirectory, cli);
  return `node ${near.startsWith('..') ? cli : near}`;
}
