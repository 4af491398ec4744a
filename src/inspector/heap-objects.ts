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

/** A number among the properties of a live object. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number;
}

/** Where many keep what they were made with. */
const OPTIONS_NAME = /^[#_]?(options|opts|config|settings|limits)$/;

/**
 * Numbers of the live object behind a node id: its own and private fields, those of its options, and what getters give whose name matches, its
 * prototypes' included; what an object keeps in a private field of any name, or in a closure, it often shows this way. V8 stops a
 * getter that would change anything. All from one look-up, which costs V8 a walk over the heap (0.2 s at 12 MB on Node 20).
 */
export async function readNumbers(client: InspectorClient, nodeId: number, getters: RegExp): Promise<NamedNumber[]> {
  return await withHeapObject(client, nodeId, async (objectId) => {
    // Elements have no names, and a buffer may have millions.
    const named = { objectId, nonIndexedPropertiesOnly: true };
    const own = await client.send('Runtime.getProperties', { ...named, ownProperties: true });
    const properties = [...own.result, ...(own.privateProperties ?? [])];
    const found = numbersIn(properties);
    for (const { name, value } of properties) {
      if (!OPTIONS_NAME.test(name) || value?.objectId === undefined || value.subtype !== undefined) continue;
      const options = { objectId: value.objectId, nonIndexedPropertiesOnly: true, ownProperties: true };
      found.push(...numbersIn((await client.send('Runtime.getProperties', options)).result));
    }
    const accessors = await client.send('Runtime.getProperties', { ...named, accessorPropertiesOnly: true });
    for (const { name, symbol } of accessors.result) {
      if (symbol !== undefined || !getters.test(name)) continue;
      const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
        objectId,
        functionDeclaration: 'function (name) { return this[name]; }',
        arguments: [{ value: name }],
        objectGroup: OBJECT_GROUP,
        silent: true,
        throwOnSideEffect: true,
      });
      if (exceptionDetails === undefined && typeof result.value === 'number') found.push({ name, value: result.value });
    }
    return found;
  });
}

/**
 * The number at a path of properties below the live object behind a node id, which may begin with a private field (`#limits.cold`); data
 * properties alone, of prototypes too, for a getter would run code of the service. null: there is no such number.
 */
export async function readNumberAt(
  client: InspectorClient,
  nodeId: number,
  path: readonly string[],
): Promise<number | null> {
  return await withHeapObject(client, nodeId, (objectId) => numberBelow(client, objectId, path));
}

/**
 * The same for a path that begins with a variable that the function behind the node id sees, or the constructor of the object: the
 * innermost scope that has it. V8 lists what closures use of a scope (`[[Scopes]]`).
 */
export async function readVariable(
  client: InspectorClient,
  nodeId: number,
  [name, ...path]: readonly string[],
): Promise<number | null> {
  return await withHeapObject(client, nodeId, async (objectId) => {
    const { result } = await client.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: "function () { return typeof this === 'function' ? this : this.constructor; }",
      objectGroup: OBJECT_GROUP,
      silent: true,
      throwOnSideEffect: true,
    });
    for (const scope of await scopesOf(client, result.objectId)) {
      const own = await client.send('Runtime.getProperties', { objectId: scope, ownProperties: true });
      const variable = own.result.find((each) => each.name === name)?.value;
      if (variable === undefined) continue;
      if (path.length === 0) return typeof variable.value === 'number' ? variable.value : null;
      return variable.objectId === undefined ? null : await numberBelow(client, variable.objectId, path);
    }
    return null;
  });
}

/** Innermost first; the global scope, which has thousands of properties, is left out. */
async function scopesOf(client: InspectorClient, functionId: string | undefined): Promise<string[]> {
  if (functionId === undefined) return [];
  const { internalProperties = [] } = await client.send('Runtime.getProperties', {
    objectId: functionId,
    ownProperties: true,
  });
  const scopes = internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
  if (scopes === undefined) return [];
  const { result } = await client.send('Runtime.getProperties', { objectId: scopes, ownProperties: true });
  return result.flatMap(({ name, value }) =>
    /^\d+$/.test(name) && value?.objectId !== undefined && value.description !== 'Global' ? [value.objectId] : [],
  );
}

const READ_PATH = `function (...path) {
  const valueOf = (target, key) => {
    for (let at = target; at !== null && (typeof at === 'object' || typeof at === 'function'); at = Object.getPrototypeOf(at)) {
      const found = Object.getOwnPropertyDescriptor(at, key);
      if (found !== undefined) return found.value;
    }
    return undefined;
  };
  const value = path.reduce(valueOf, this);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}`;

async function numberBelow(client: InspectorClient, objectId: string, path: readonly string[]): Promise<number | null> {
  const [first, ...rest] = path;
  if (first?.startsWith('#') === true) {
    const { privateProperties = [] } = await client.send('Runtime.getProperties', {
      objectId,
      ownProperties: true,
      nonIndexedPropertiesOnly: true,
    });
    const value = privateProperties.find(({ name }) => name === first)?.value;
    if (rest.length === 0) return typeof value?.value === 'number' ? value.value : null;
    return value?.objectId === undefined ? null : await numberBelow(client, value.objectId, rest);
  }
  const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: READ_PATH,
    arguments: path.map((value) => ({ value })),
    returnByValue: true,
    silent: true,
    throwOnSideEffect: true,
  });
  return exceptionDetails === undefined && typeof result.value === 'number' ? result.value : null;
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

function numbersIn(
  properties: readonly { readonly name: string; readonly value?: { readonly value?: unknown } }[],
): NamedNumber[] {
  return properties.flatMap(({ name, value }) =>
    typeof value?.value === 'number' ? [{ name, value: value.value }] : [],
  );
}
