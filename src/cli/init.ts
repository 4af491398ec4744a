import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GateError } from '../errors.ts';
import { renderConfigTemplate, renderWorkflow } from '../options/config-template.ts';
import { readProject } from './read-project.ts';

/**
 * Writes the workflow and the commented configuration into the root of the repository that `directory` lies in, where GitHub looks for them;
 * returns the files written, relative to the directory. Throws BAD_OPTIONS, with nothing written, when one exists and `force` is not set.
 */
export function init(directory: string, version: string, { force }: { force: boolean }): string[] {
  const { toRoot, folder, manager, start } = readProject(directory);
  const known = { ...(start !== null && { start }), ...(folder !== null && { 'working-directory': folder }) };
  const files: readonly (readonly [string, string])[] = [
    [join(toRoot, '.github', 'workflows', 'leakgate.yml'), renderWorkflow(version, manager)],
    [join(toRoot, 'leakgate.yml'), renderConfigTemplate(version, known)],
  ];
  const existing = files.map(([path]) => path).filter((path) => existsSync(join(directory, path)));
  if (existing.length > 0 && !force) {
    throw new GateError(
      'BAD_OPTIONS',
      `${existing.join(' and ')} already ${existing.length === 1 ? 'exists' : 'exist'}, and nothing was written`,
      {
        hint: 'leakgate init --force overwrites them',
      },
    );
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return files.map(([path]) => path);
}
