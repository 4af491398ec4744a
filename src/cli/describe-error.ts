import type { GateError } from '../errors.ts';
import { visibleLines } from '../report/escape.ts';

/** For a terminal: the sentence, what to do next, and the stack only where the fault is leakgate's own. */
export function describeError(error: GateError): string {
  const lines = [`leakgate: ${error.message}`];
  if (error.hint !== null) lines.push(`  ${error.hint}`);
  if (error.code === 'INTERNAL') {
    const stack = error.cause instanceof Error ? error.cause.stack : error.stack;
    lines.push('  this is a fault of leakgate; please report it with these lines', stack ?? '');
  }
  return visibleLines(lines.join('\n'), { colors: false });
}
