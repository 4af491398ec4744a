import type { Manifest } from '../capture/manifest.ts';

/** The command that repeats the run on a developer's machine, quoted for a POSIX shell. */
export function reproduceCommand({ program, commandLine }: Pick<Manifest, 'program' | 'commandLine'>): string {
  return commandText([program, 'run', ...commandLine]);
}

/** Words as a line for a POSIX shell; the first, which may be `npx leakgate`, stays as it is. */
export function commandText([program, ...words]: readonly string[]): string {
  return [program, ...words.map(quote)].join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
