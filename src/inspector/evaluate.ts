import { GateError } from '../errors.ts';
import type { InspectorClient } from './inspector-client.ts';

/** Remote objects of leakgate are kept in one group so that none outlives its use. */
export const OBJECT_GROUP = 'leakgate';

export interface EvaluateOptions {
  /** Wait for the promise that the expression gives. */
  readonly awaitPromise?: boolean;
  readonly timeoutMs?: number;
}

/**
 * Evaluates JavaScript in the service's main context and returns its value (as JSON would: no functions, no cycles).
 * INSPECTOR_FAILED when the expression throws.
 */
export async function evaluate<T>(
  client: InspectorClient,
  expression: string,
  options: EvaluateOptions = {},
): Promise<T> {
  const { result, exceptionDetails } = await client.send(
    'Runtime.evaluate',
    {
      expression,
      awaitPromise: options.awaitPromise ?? false,
      returnByValue: true,
      objectGroup: OBJECT_GROUP,
      silent: true,
    },
    options.timeoutMs,
  );
  if (exceptionDetails !== undefined) throw await scriptFailed(client, expression, exceptionDetails);
  return result.value as T;
}

interface ExceptionDetails {
  readonly text: string;
  readonly exception?: { readonly description?: string } | undefined;
}

/** A thrown error is held by the session until its group is released. */
export async function scriptFailed(
  client: InspectorClient,
  script: string,
  details: ExceptionDetails,
): Promise<GateError> {
  await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
  const thrown = (details.exception?.description ?? details.text).split('\n', 1)[0];
  const shown = script.length > 120 ? `${script.slice(0, 119)}…` : script;
  return new GateError('INSPECTOR_FAILED', `A script of leakgate threw in the service: ${thrown} (in: ${shown}).`, {
    hint: 'The service may have replaced a built-in of Node that leakgate reads; please report it with this sentence.',
  });
}
