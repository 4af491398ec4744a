/** What a signature is made of: nothing that a rename-free change elsewhere, another run or another process would alter. */
export interface SignatureParts {
  readonly growthMode: string;
  readonly containerKind: string;
  readonly containerName: string | null;
  /** File of the container's scope or class, relative to the repository or package; null: unknown. */
  readonly file: string | null;
  readonly content: string;
}

/** A short text equal across processes and commits: mode | container @ file | content, without digits and lines. */
export function signatureOf(parts: SignatureParts): string {
  const container = `${parts.containerKind} ${parts.containerName ?? '?'}`.replaceAll(/\d+/g, 'n');
  const place = parts.file === null ? '' : ` @ ${parts.file}`;
  return `${parts.growthMode} | ${container}${place} | ${parts.content.replaceAll(/\d+/g, 'n')}`;
}

/** The same signature with another file, for leaks whose file was renamed between two commits. */
export function signatureInFile(signature: string, rename: (file: string) => string): string {
  // The file stands between the first ` @ ` and the last ` | `; contents hold no bars of their own.
  const match = /^(.*? @ )(.*)( \| .*)$/s.exec(signature);
  return match === null ? signature : `${match[1]}${rename(match[2]!)}${match[3]}`;
}
