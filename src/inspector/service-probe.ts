import { GateError } from '../errors.ts';
import { OBJECT_GROUP, scriptFailed } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import type { MemoryReading } from './memory-reading.ts';

/**
 * A few functions that live in the service for the length of a session, compiled once: evaluating their text at each
 * reading would compile it anew and show in the very heap that is read. Held by the session alone, never by a global.
 */
export interface ServiceProbe {
  readMemory(): Promise<Omit<MemoryReading, 'atMs'>>;
  readHeapUsed(): Promise<number>;
  /** Resolves after the service's event loop has turned once more, so that finalisers and `close` callbacks have run. */
  turnEventLoop(): Promise<void>;
}

/** Built-ins are taken when the probe is made, so that fake timers installed later by a service do not stop it. */
const PROBE_SOURCE = `(() => {
  const builtin = process.getBuiltinModule ?? require;
  const v8 = builtin('v8');
  const fs = builtin('fs');
  const { setImmediate } = builtin('timers');
  const memoryUsage = process.memoryUsage;
  const countDescriptors = () => {
    if (process.platform !== 'linux') return null;
    // One of them is the folder's own, open while it is being read.
    try { return fs.readdirSync('/proc/self/fd').length - 1; } catch { return null; }
  };
  return {
    heapUsed: () => v8.getHeapStatistics().used_heap_size,
    turn: () => new Promise((resolve) => { setImmediate(resolve, true); }),
    memory: () => {
      const usage = memoryUsage();
      const heap = v8.getHeapStatistics();
      const activeResources = {};
      for (const kind of process.getActiveResourcesInfo()) activeResources[kind] = (activeResources[kind] ?? 0) + 1;
      return {
        heapUsed: usage.heapUsed,
        heapTotal: usage.heapTotal,
        external: usage.external,
        arrayBuffers: usage.arrayBuffers,
        rss: usage.rss,
        openFileDescriptors: countDescriptors(),
        activeResources,
        nativeContexts: heap.number_of_native_contexts,
        detachedContexts: heap.number_of_detached_contexts,
        mallocedMemory: heap.malloced_memory,
        heapSizeLimit: heap.heap_size_limit,
      };
    },
  };
})()
//# sourceURL=leakgate-probe`;

/** Installs the probe through one session; it goes with the session. */
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
  const call = async <T>(method: string, awaitPromise = false): Promise<T> => {
    const functionDeclaration = `function () { return this.${method}(); }`;
    const answer = await client.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      awaitPromise,
      returnByValue: true,
      objectGroup: OBJECT_GROUP,
      silent: true,
    });
    if (answer.exceptionDetails !== undefined)
      throw await scriptFailed(client, functionDeclaration, answer.exceptionDetails);
    return answer.result.value as T;
  };
  return {
    readMemory: () => call('memory'),
    readHeapUsed: () => call('heapUsed'),
    turnEventLoop: async () => {
      await call('turn', true);
    },
  };
}
