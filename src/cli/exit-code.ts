import type { GateOptions } from '../options/gate-options.ts';
import type { Conclusion } from '../verdict/verdict.ts';

/** What the process ends with; the numbers are part of the interface. */
export const exitCodes = { pass: 0, leak: 1, inconclusive: 2, error: 3 } as const;

/** The code for a verdict: a leak that only warns, and a missing verdict that may pass, end with 0. */
export function exitCodeOf(
  conclusion: Conclusion,
  { onLeak, onInconclusive }: Pick<GateOptions, 'onLeak' | 'onInconclusive'>,
): number {
  if (conclusion === 'leak') return onLeak === 'fail' ? exitCodes.leak : exitCodes.pass;
  if (conclusion === 'inconclusive') return onInconclusive === 'fail' ? exitCodes.inconclusive : exitCodes.pass;
  return exitCodes.pass;
}
