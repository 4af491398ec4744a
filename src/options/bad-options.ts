import { GateError } from '../errors.ts';
import type { Problem } from './raw-options.ts';

/** Every problem in one error, so that one run is enough to mend them all. */
export function badOptions(problems: readonly Problem[], hint?: string): GateError {
  const lines = problems.map(describeProblem);
  const message =
    lines.length === 1
      ? `1 option cannot be used: ${lines[0]}`
      : `${lines.length} options cannot be used:\n${lines.map((line) => `  - ${line}`).join('\n')}`;
  return new GateError('BAD_OPTIONS', message, hint === undefined ? {} : { hint });
}

export function describeProblem({ option, given, expected }: Problem): string {
  return given === '' ? `${option}: expected ${expected}` : `${option} is ${given}; expected ${expected}`;
}

/** A user's text in a message: quoted, one line, short. */
export function quoted(text: string): string {
  const line = text.replaceAll(/\s*[\r\n]+\s*/g, ' ↵ ');
  return `'${line.length > 80 ? `${line.slice(0, 79)}…` : line}'`;
}
