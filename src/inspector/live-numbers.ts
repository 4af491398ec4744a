import { lookUp } from './heap-objects.ts';
import type { InspectorClient } from './inspector-client.ts';

/** A number among the properties of a live object. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number;
}

/**
 * Reads numbers of the live objects behind a snapshot's node ids. Looking one up costs V8 a walk over the heap (0.05–0.2 s at 5–12 MB on Node
 * 20), so each is looked up once and held until `release`; held, it is a retainer of our own making, so that comes before the next snapshot.
 * INSPECTOR_FAILED when an object is gone (collected) or cannot be wrapped.
 */
export interface LiveNumbers {
  /**
   * Own and private fields, those of its options, and what getters give whose name matches, its prototypes' included; what an object keeps in a
   * private field of any name, or in a closure, it often shows this way. V8 stops a getter that would change anything.
   */
  of(nodeId: number, getters: RegExp): Promise<NamedNumber[]>;
  /**
   * At a path of properties below the object, which may begin with a private field (`#limits.cold`); data properties alone, of prototypes too, for a
   * getter would run code of the service. null: there is no such number.
   */
  at(nodeId: number, path: readonly string[]): Promise<number | null>;
  /**
   * The same for a path that begins with a variable that the function behind the node id sees, or the constructor of the object: the innermost
   * scope that has it. V8 lists what closures use of a scope (`[[Scopes]]`).
   */
  ofVariable(nodeId: number, path: readonly string[]): Promise<number | null>;
  release(): Promise<void>;
}

/** Of its own: the group of other look-ups is released after each of them. */
const GROUP = 'leakgate-live-numbers';
/** Where many keep what they were made with. */
const OPTIONS_NAME = /^[#_]?(options|opts|config|settings|limits)$/;

export function liveNumbers(client: InspectorClient): LiveNumbers {
  const objects = new Map<number, Promise<string>>();
  const objectOf = (nodeId: number): Promise<string> => {
    const known = objects.get(nodeId) ?? lookUp(client, nodeId, GROUP);
    objects.set(nodeId, known);
    return known;
  };
  const scopes = new Map<number, Promise<string[]>>();
  const scopesBehind = (nodeId: number): Promise<string[]> => {
    const known = scopes.get(nodeId) ?? objectOf(nodeId).then((objectId) => scopesSeenBy(client, objectId));
    scopes.set(nodeId, known);
    return known;
  };
  return {
    of: async (nodeId, getters) => await readNumbers(client, await objectOf(nodeId), getters),
    at: async (nodeId, path) => await numberBelow(client, await objectOf(nodeId), path),
    ofVariable: async (nodeId, path) => await readVariable(client, await scopesBehind(nodeId), path),
    release: async () => {
      objects.clear();
      scopes.clear();
      // A session that ended has released them.
      await client.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }).catch(() => undefined);
    },
  };
}

async function readNumbers(client: InspectorClient, objectId: string, getters: RegExp): Promise<NamedNumber[]> {
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
      objectGroup: GROUP,
      silent: true,
      throwOnSideEffect: true,
    });
    if (exceptionDetails === undefined && typeof result.value === 'number') found.push({ name, value: result.value });
  }
  return found;
}

async function readVariable(
  client: InspectorClient,
  scopes: readonly string[],
  [name, ...path]: readonly string[],
): Promise<number | null> {
  for (const scope of scopes) {
    const own = await client.send('Runtime.getProperties', { objectId: scope, ownProperties: true });
    const variable = own.result.find((each) => each.name === name)?.value;
    if (variable === undefined) continue;
    if (path.length === 0) return typeof variable.value === 'number' ? variable.value : null;
    return variable.objectId === undefined ? null : await numberBelow(client, variable.objectId, path);
  }
  return null;
}

/** What a function sees, or the constructor of an object: innermost first; the global scope, which has thousands of properties, is left out. */
async function scopesSeenBy(client: InspectorClient, objectId: string): Promise<string[]> {
  const { result: seeing } = await client.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: "function () { return typeof this === 'function' ? this : this.constructor; }",
    objectGroup: GROUP,
    silent: true,
    throwOnSideEffect: true,
  });
  if (seeing.objectId === undefined) return [];
  const { internalProperties = [] } = await client.send('Runtime.getProperties', {
    objectId: seeing.objectId,
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

function numbersIn(
  properties: readonly { readonly name: string; readonly value?: { readonly value?: unknown } }[],
): NamedNumber[] {
  return properties.flatMap(({ name, value }) =>
    typeof value?.value === 'number' ? [{ name, value: value.value }] : [],
  );
}
