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
