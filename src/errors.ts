/** Every way in which leakgate itself can fail. A leak is not one of them: a verdict is data. */
export type ErrorCode =
  | 'BAD_OPTIONS' // refused before anything boots
  | 'PREPARE_FAILED'
  | 'SERVICE_EXITED'
  | 'SERVICE_NOT_READY'
  | 'PORT_TAKEN'
  | 'PROCESS_NOT_FOUND' // no inspected process owns the service's port
  | 'INSPECTOR_FAILED' // connection refused, dropped, or a command that was not answered
  | 'PREFLIGHT_FAILED' // a request of the scenario is not answered as expected
  | 'LOAD_FAILED'
  | 'SNAPSHOT_INVALID' // truncated, foreign or hostile snapshot text
  | 'FOLDER_INVALID' // a captured folder that cannot be analysed
  | 'REPORT_UNWRITABLE' // no room, or no right to write, when all was measured
  | 'TIME_LIMIT'
  | 'CANCELLED'
  | 'INTERNAL';

/** Between an error's sentence and each of the lines that it lists. */
export const LISTED = '\n  - ';

/**
 * The only error type that crosses a folder boundary. The message is a sentence: what happened and what was expected;
 * `hint` is what to do next.
 */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: ErrorCode;
  readonly hint: string | null;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** Wraps anything thrown into a GateError; a GateError passes unchanged. */
export function asGateError(thrown: unknown, code: ErrorCode = 'INTERNAL'): GateError {
  if (thrown instanceof GateError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new GateError(code, message, { cause: thrown });
}
