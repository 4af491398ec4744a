import { GateError } from '../errors.ts';
import { OBJECT_GROUP, scriptFailed } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import type { MemoryReading } from './memory-reading.ts';
import { PROBE_SOURCE } from './probe-source.ts';

/**
 * A few functions that live in the service for the length of a session, compiled once: evaluating their text at each
 * reading would compile it anew and show in the very heap that is read. Held by the session alone, never by a global.
 */
export interface ServiceProbe {
  readMemory(): Promise<Omit<MemoryReading, 'atMs'>>;
  readHeapUsed(): Promise<number>;
  /** Descriptors that the process may have open at once; null: not known, or as many as it likes. */
  readOpenFileLimit(): Promise<number | null>;
  /** HTTP requests that Node's servers of this isolate have taken since it was first asked. */
  countRequests(): Promise<number>;
  /** Resolves after the service's event loop has turned once more, so that finalisers and `close` callbacks have run. */
  turnEventLoop(timeoutMs?: number): Promise<void>;
  /** Ends what the probe observes; the session's end lets go of the rest. A session that is gone already is no error. */
  remove(): Promise<void>;
}

/** The service may stand still; its end must not wait for this. */
const REMOVE_TIMEOUT_MS = 2000;

/** Installs the probe through one session. */
export async function installProbe(client: InspectorClient): Promise<ServiceProbe> {
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression: PROBE_SOURCE,
    // Gives `require` to Node versions without process.getBuiltinModule (before 20.16 and 22.3).
    includeCommandLineAPI: true,
    objectGroup: 'leakgate-probe',
    silent: true,
  });
  if (exceptionDetails !== undefined) throw await scriptFailed(client, 'installing the probe', exceptionDetails);
  const objectId = result.objectId;
  if (objectId === undefined)
    throw new GateError('INSPECTOR_FAILED', 'The service did not give back the probe that was installed in it.');
  const call = async <T>(method: string, awaitPromise = false, timeoutMs?: number): Promise<T> => {
    const functionDeclaration = `function () { return this.${method}(); }`;
    const answer = await client.send(
      'Runtime.callFunctionOn',
      { objectId, functionDeclaration, awaitPromise, returnByValue: true, objectGroup: OBJECT_GROUP, silent: true },
      timeoutMs,
    );
    if (answer.exceptionDetails !== undefined)
      throw await scriptFailed(client, functionDeclaration, answer.exceptionDetails);
    return answer.result.value as T;
  };
  return {
    readMemory: () => call('memory'),
    readHeapUsed: () => call('heapUsed'),
    readOpenFileLimit: () => call('openFileLimit'),
    countRequests: () => call('requests'),
    turnEventLoop: async (timeoutMs) => {
      await call('turn', true, timeoutMs);
    },
    remove: async () => {
      await call('remove', false, REMOVE_TIMEOUT_MS).catch(() => undefined);
    },
  };
}
