import { lookUp } from '../inspector/heap-objects.ts';
import type { InspectorClient } from '../inspector/inspector-client.ts';
import { INSERTION_PROBE } from './insertion-probe.ts';

/** Stack of an insertion as the probe gives it: file, 1-based line and column, function. */
export type RawFrame = readonly [string, number, number, string];

/** One stack that inserted, how often it was seen and how much of that stayed. */
export interface ProbeRow {
  readonly frames: readonly RawFrame[];
  /** Type and class of a resource; '' for all else. */
  readonly kind: string;
  readonly seen: number;
  readonly stayed: number;
}

/** A probe inside the service. */
export interface ProbeHandle {
  /** Calls a method of the probe with JSON values. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Calls a method with the live object behind a snapshot's node id first; false where it is gone or cannot be wrapped. */
  callOn(nodeId: number, method: string, ...args: readonly unknown[]): Promise<boolean>;
  /** By target key; ask after `stop` and a collection. */
  results(): Promise<Map<string, ProbeRow[]>>;
}

/** Named apart from single calls' handles, which are released after each. */
const GROUP = 'leakgate-probe-pass';

/** Puts a probe into the service for as long as `body` runs; null when the service does not let it in. */
export async function withProbe<T>(
  client: InspectorClient,
  body: (probe: ProbeHandle) => Promise<T>,
): Promise<T | null> {
  const { result } = await client.send('Runtime.evaluate', {
    expression: INSERTION_PROBE,
    // Gives `require` to Node versions without process.getBuiltinModule.
    includeCommandLineAPI: true,
    objectGroup: GROUP,
    silent: true,
  });
  const objectId = result.objectId;
  if (objectId === undefined || result.subtype === 'error') return null;
  try {
    return await body(handleOf(client, objectId));
  } finally {
    await client.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
}

function handleOf(client: InspectorClient, probe: string): ProbeHandle {
  const call = async (method: string, ...args: readonly unknown[]): Promise<unknown> => {
    const { result } = await client.send('Runtime.callFunctionOn', {
      objectId: probe,
      functionDeclaration: `function (...args) { return this.${method}(...args); }`,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      silent: true,
    });
    return result.value;
  };
  return {
    call,
    callOn: async (nodeId, method, ...args) => {
      // Each look-up is a walk over the heap, and `$0` takes two of them.
      for (const find of [objectById, objectInMainContext]) {
        const target = await find(client, nodeId);
        if (target === null) continue;
        const answer = await client
          .send('Runtime.callFunctionOn', {
            objectId: probe,
            functionDeclaration: `function (target, ...args) { this.${method}(target, ...args); return true; }`,
            arguments: [{ objectId: target }, ...args.map((value) => ({ value }))],
            returnByValue: true,
            silent: true,
          })
          .catch(() => null);
        if (answer !== null) return answer.result.value === true;
      }
      return false;
    },
    results: async () => {
      const groups = ((await call('results')) ?? []) as { key: string; rows: ProbeRow[] }[];
      const byKey = new Map<string, ProbeRow[]>();
      for (const { key, rows } of groups) byKey.set(key, [...(byKey.get(key) ?? []), ...rows]);
      return byKey;
    },
  };
}

/** The live object behind a node id; one of another vm context may not be handed to a function of this one. null: it is gone, or V8 does not hand it out. */
async function objectById(client: InspectorClient, nodeId: number): Promise<string | null> {
  return await lookUp(client, nodeId, GROUP).catch(() => null);
}

/**
 * The live object behind a node id as the main context's own `$0` sees it: by its id alone an object of another vm context may not be handed to a
 * function of this one. null: it is gone, or V8 does not hand it out.
 */
async function objectInMainContext(client: InspectorClient, nodeId: number): Promise<string | null> {
  const isThere = await client.send('HeapProfiler.addInspectedHeapObject', { heapObjectId: String(nodeId) }).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const { result } = await client.send('Runtime.evaluate', {
    expression: '$0',
    includeCommandLineAPI: true,
    objectGroup: GROUP,
    silent: true,
  });
  return result.objectId ?? null;
}
