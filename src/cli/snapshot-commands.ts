import { GateError } from '../errors.ts';
import type { CliContext, CommandResult } from './context.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate diff A B`. */
export async function diff(_command: Command, _context: CliContext): Promise<CommandResult> {
  throw new GateError('INTERNAL', 'diff is not joined yet');
}

/** `leakgate inspect FILE`. */
export async function inspect(_command: Command, _context: CliContext): Promise<CommandResult> {
  throw new GateError('INTERNAL', 'inspect is not joined yet');
}
