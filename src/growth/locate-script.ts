import type { SourcePosition } from './finding.ts';
import type { LocateScript } from './make-findings.ts';

/**
 * Maps V8's script positions (0-based) to files (1-based): paths below the repository become relative to it, files of a
 * package begin at their `node_modules`, Node's own and evaluated code have no file.
 */
export function locateIn(scripts: Readonly<Record<number, string>>, repositoryRoot: string): LocateScript {
  return ({ scriptId, line, column }): SourcePosition | null => {
    const path = pathOf(scripts[scriptId] ?? '');
    if (path === null) return null;
    const root = repositoryRoot.replaceAll('\\', '/').replace(/\/$/, '');
    const inRoot = path.startsWith(`${root}/`);
    const packaged = path.lastIndexOf('/node_modules/');
    return {
      file: packaged >= 0 ? path.slice(packaged + 1) : inRoot ? path.slice(root.length + 1) : path,
      line: line + 1,
      column: column + 1,
      inRepository: inRoot && packaged < 0,
    };
  };
}

/** Absolute path with `/` of a script's URL or path; null for `node:` and evaluated code. */
function pathOf(url: string): string | null {
  if (url.startsWith('file://')) {
    const path = decodeURIComponent(new URL(url).pathname);
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  }
  if (url.startsWith('/')) return url;
  return /^[A-Za-z]:[\\/]/.test(url) ? url.replaceAll('\\', '/') : null;
}
