import { GateError } from '../errors.ts';
import { OBJECT_GROUP, scriptFailed } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';

/**
 * Calls a function in the service with `this` = the live object behind a snapshot's node id, and returns its value
 * as JSON would. The object is released afterwards. Ids are valid within the session that took the snapshot.
 * INSPECTOR_FAILED when the object is gone (collected), cannot be wrapped (contexts, backing stores) or the function throws.
 */
export async function callOnHeapObject<T>(
  client: InspectorClient,
  nodeId: number,
  functionDeclaration: string,
  args: readonly unknown[] = [],
): Promise<T> {
  return await withHeapObject(client, nodeId, (objectId) => callOn(client, objectId, functionDeclaration, args));
}

/** A live object that is called again and again. */
export interface HeldObject {
  /** See `callOnHeapObject`. */
  call<T>(functionDeclaration: string, args?: readonly unknown[]): Promise<T>;
  release(): Promise<void>;
}

/**
 * The live object behind a snapshot's node id, looked up once, for that costs V8 a walk over the heap (0.5 s at 50 MB). Held, it is a retainer of
 * our own making: only after the last measuring snapshot. INSPECTOR_FAILED as in `callOnHeapObject`.
 */
export async function holdHeapObject(client: InspectorClient, nodeId: number): Promise<HeldObject> {
  const objectId = await lookUp(client, nodeId);
  return {
    call: (functionDeclaration, args) => callOn(client, objectId, functionDeclaration, args),
    release: async () => void (await client.send('Runtime.releaseObject', { objectId }).catch(() => undefined)),
  };
}

async function callOn<T>(
  client: InspectorClient,
  objectId: string,
  functionDeclaration: string,
  args: readonly unknown[] = [],
): Promise<T> {
  const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration,
    arguments: args.map((value) => ({ value })),
    returnByValue: true,
    silent: true,
  });
  if (exceptionDetails !== undefined) throw await scriptFailed(client, functionDeclaration, exceptionDetails);
  return result.value as T;
}

async function withHeapObject<T>(
  client: InspectorClient,
  nodeId: number,
  use: (objectId: string) => Promise<T>,
): Promise<T> {
  const objectId = await lookUp(client, nodeId, OBJECT_GROUP);
  try {
    return await use(objectId);
  } finally {
    // Held, it and what was read of it would be retainers of our own making in the next snapshot. A session that ended has released them.
    await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP }).catch(() => undefined);
  }
}

/** The handle of the live object behind a node id, in a group that its caller releases, or alone. INSPECTOR_FAILED when there is none. */
export async function lookUp(client: InspectorClient, nodeId: number, objectGroup?: string): Promise<string> {
  const { result } = await client.send('HeapProfiler.getObjectByHeapObjectId', {
    objectId: String(nodeId),
    ...(objectGroup !== undefined && { objectGroup }),
  });
  if (result.objectId === undefined)
    throw new GateError('INSPECTOR_FAILED', `Node ${nodeId} is not a live object of the service.`);
  return result.objectId;
}
