import type { Manifest } from '../capture/manifest.ts';

/** The command that repeats the run on a developer's machine, quoted for a POSIX shell. */
export function reproduceCommand({ program, commandLine }: Pick<Manifest, 'program' | 'commandLine'>): string {
  return [program, 'run', ...commandLine.map(quote)].join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
