/** What a signature is made of: nothing that a rename-free change elsewhere, another run or another process would alter. */
export interface SignatureParts {
  readonly growthMode: string;
  readonly containerKind: string;
  readonly containerName: string | null;
  /** The function that declares the variable with which the name begins, so that two of one name in a file are two; null: none is known. */
  readonly within?: string | null;
  /** File of the container's scope or class, relative to the repository or package; null: unknown. */
  readonly file: string | null;
  readonly content: string;
}

/** Between a function and its variable: `makeStore/sessions`. */
const WITHIN = '/';

/** A short text equal across processes and commits: mode | container @ file | content, without digits and lines. */
export function signatureOf(parts: SignatureParts): string {
  const within = parts.within == null || parts.containerName === null ? '' : `${parts.within}${WITHIN}`;
  const container = `${parts.containerKind} ${within}${parts.containerName ?? '?'}`.replaceAll(/\d+/g, 'n');
  const place = parts.file === null ? '' : ` @ ${parts.file}`;
  return `${parts.growthMode} | ${container}${place} | ${parts.content.replaceAll(/\d+/g, 'n')}`;
}

/** The same signature with another file, for leaks whose file was renamed between two commits. */
export function signatureInFile(signature: string, rename: (file: string) => string): string {
  // The file stands between the first ` @ ` and the last ` | `; contents hold no bars of their own.
  const match = /^(.*? @ )(.*)( \| .*)$/s.exec(signature);
  return match === null ? signature : `${match[1]}${rename(match[2]!)}${match[3]}`;
}

/** moved: it has its name (without what holds it) and either its kind or its file, or both of them and keeps something else; renamed: its kind and its file. */
export type Likeness = 'moved' | 'renamed';

/** How two signatures may be of one container; null: they are not. */
export function likenessOf(a: string, b: string): Likeness | null {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (one === null || other === null) return null;
  const isOfOneKind = one.kind === other.kind;
  const isInOneFile = one.file !== null && one.file === other.file;
  // Of two functions in one file each may have its own.
  const isOfOneFunction = one.within === null || other.within === null || one.within === other.within;
  const isOfOneName = one.name !== '?' && one.name === other.name && (isOfOneFunction || !isInOneFile);
  if (one.content !== other.content) return isOfOneName && isOfOneKind && isInOneFile ? 'moved' : null;
  if (isOfOneName) return isOfOneKind || isInOneFile ? 'moved' : null;
  return isOfOneKind && isInOneFile ? 'renamed' : null;
}

/** `Map`, `Listeners of EventTarget`; null: the signature is none of a container. */
export function containerKindOf(signature: string): string | null {
  return partsOf(signature)?.kind ?? null;
}

interface ReadParts {
  readonly kind: string;
  /** Without what holds it. */
  readonly name: string;
  readonly within: string | null;
  readonly file: string | null;
  readonly content: string;
}

function partsOf(signature: string): ReadParts | null {
  const match = /^.*? \| (.+?) (\S+)(?: @ (.*))? \| (.*)$/s.exec(signature);
  if (match === null) return null;
  const [, kind, path, file, content] = match;
  const end = path!.indexOf(WITHIN);
  const name = path!.slice(Math.max(end, path!.lastIndexOf('.')) + 1);
  return { kind: kind!, name, within: end < 0 ? null : path!.slice(0, end), file: file ?? null, content: content! };
}
