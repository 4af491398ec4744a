import { GateError } from '../errors.ts';

/** The error for an aborted signal: the reason itself where it is one of ours (a time limit), else CANCELLED. */
export function describeCancellation(signal: AbortSignal): GateError {
  if (signal.reason instanceof GateError) return signal.reason;
  return new GateError('CANCELLED', 'The run was cancelled before it was done.', { cause: signal.reason });
}
