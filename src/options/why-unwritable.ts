import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Why no file can be written into a folder, which need not exist yet, as the clause after "is"; null where one can. Asked
 * before anything boots, so that no verdict is lost after minutes for want of a place.
 */
export function whyFolderUnwritable(absolutePath: string): string | null {
  const found = kindOf(absolutePath);
  if (found === null) {
    const parent = dirname(absolutePath);
    return parent === absolutePath ? 'on a drive that does not exist' : whyFolderUnwritable(parent);
  }
  if (!found.isDirectory()) return `at or below ${absolutePath}, which is a file`;
  return isAllowed(absolutePath, constants.W_OK | constants.X_OK) ? null : `in ${absolutePath}, which is read-only`;
}

/** The same for a file, which is overwritten where it exists. */
export function whyFileUnwritable(absolutePath: string): string | null {
  const found = kindOf(absolutePath);
  if (found === null) return whyFolderUnwritable(dirname(absolutePath));
  if (found.isDirectory()) return 'a folder';
  return isAllowed(absolutePath, constants.W_OK) ? null : 'a file that is read-only';
}

/** null: nothing is there. Below a file nothing is, either. */
function kindOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
