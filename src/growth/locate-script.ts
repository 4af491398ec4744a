import type { SourcePosition } from './finding.ts';
import type { LocateScript } from './make-findings.ts';

/** What the manifest knows of scripts: URLs by id, positions before compiling, and where the repository begins. */
export interface ScriptKnowledge {
  readonly scripts: Readonly<Record<number, string>>;
  readonly originals: Readonly<
    Record<string, { readonly url: string; readonly line: number; readonly column: number }>
  >;
  readonly repositoryRoot: string;
  /** Source of some lines, by the same keys; missing in what older versions recorded. */
  readonly statements?: Readonly<Record<string, string>>;
  /** Name and version by package folder; missing in what older versions recorded. */
  readonly packages?: Readonly<Record<string, { readonly name: string; readonly version: string }>>;
}

/** Key of a generated position (0-based) in `originals`. */
export function positionKey(url: string, line: number, column: number): string {
  return `${url}:${line}:${column}`;
}

/** Maps script positions of the heap to files of the reader. */
export function locateIn(knowledge: ScriptKnowledge): LocateScript {
  return ({ scriptId, line, column }) => locateUrl(knowledge, knowledge.scripts[scriptId] ?? '', line, column);
}

/**
 * A position by URL (0-based) as a reader knows it (1-based): before compiling, relative to the repository where it lies in
 * it, beginning at `node_modules` in a package. null for Node's own and evaluated code.
 */
export function locateUrl(
  { originals, repositoryRoot }: Pick<ScriptKnowledge, 'originals' | 'repositoryRoot'>,
  generatedUrl: string,
  generatedLine: number,
  generatedColumn: number,
): SourcePosition | null {
  const { url, line, column } = writtenAt(originals, {
    url: generatedUrl,
    line: generatedLine,
    column: generatedColumn,
  });
  const path = pathOf(url);
  if (path === null) return null;
  const root = repositoryRoot.replaceAll('\\', '/').replace(/\/$/, '');
  const inRoot = path.startsWith(`${root}/`);
  const packaged = packageOf(path);
  return {
    file:
      packaged !== null
        ? path.slice(packaged.lastIndexOf('/node_modules/') + 1)
        : inRoot
          ? path.slice(root.length + 1)
          : path,
    line: line + 1,
    column: column + 1,
    inRepository: inRoot && packaged === null,
  };
}

interface Position {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a position was written, as far as its map tells. Maps of packages name sources that the package does not bring along: beyond its
 * folder they are no file at all. A bundle of the service's own may well hold packages.
 */
export function writtenAt(originals: ScriptKnowledge['originals'], generated: Position): Position {
  const original = originals[positionKey(generated.url, generated.line, generated.column)];
  if (original === undefined) return generated;
  const owner = packageOf(generated.url);
  return owner !== null && owner !== packageOf(original.url) ? generated : original;
}

/** Whether V8 names a script by a file, as a URL or a path: neither Node's own (`node:fs`) nor evaluated code. */
export function isFileUrl(url: string): boolean {
  return /^(file:|\/|[A-Za-z]:[\\/])/.test(url);
}

/** The package that a file belongs to, `…/node_modules/name`; null outside of packages (`node_modules/.cache` is none). */
export function packageOf(url: string): string | null {
  return /^.*\/node_modules\/(@[^/]+\/)?(?!\.)[^/]+(?=\/)/.exec(url.replace(/^file:\/\//, ''))?.[0] ?? null;
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
