import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GateError } from '../errors.ts';
import { renderConfigTemplate, renderWorkflow } from '../options/config-template.ts';

/**
 * Writes the workflow and the commented configuration into a repository; returns the files written, relative to it.
 * Throws BAD_OPTIONS, with nothing written, when one exists and `force` is not set.
 */
export function init(directory: string, version: string, { force }: { force: boolean }): string[] {
  const files: readonly (readonly [string, string])[] = [
    [join('.github', 'workflows', 'leakgate.yml'), renderWorkflow(version)],
    ['leakgate.yml', renderConfigTemplate(version)],
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
