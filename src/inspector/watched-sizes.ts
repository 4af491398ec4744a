import { OBJECT_GROUP } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';

/** Sizes of the service's large arrays, Maps and Sets, read together in one call. */
export interface WatchedSizes {
  /** One entry a container, in a lasting order; −1 once it was collected. */
  read(): Promise<number[]>;
  /** The snapshot's id of a container, null once it was collected. */
  nodeIdOf(index: number): Promise<number | null>;
}

/** Named group: kept until the session ends, unlike the handles of single calls. */
const GROUP = 'leakgate-watched';
const SMALLEST = 32;
const MOST = 2000;

/** Source of a function: how many of an array's places are taken, which are asked one by one where some of a few are not; of millions, a sample says so. */
export const ENTRIES_OF_ARRAY = `(array) => {
  const { length } = array;
  const sampled = Math.min(length, 64);
  const takenOf = (places) => {
    let taken = 0;
    for (let at = 0; at < places; at++) if (Object.hasOwn(array, Math.floor((at * length) / places))) taken++;
    return taken;
  };
  if (takenOf(sampled) === sampled) return length;
  if (length > 2e6) return Math.round((takenOf(4096) / 4096) * length);
  let entries = 0;
  for (let i = 0; i < length; i++) if (Object.hasOwn(array, i)) entries++;
  return entries;
}`;

const COLLECT = `function (maps, sets) {
  const sizeOf = (each) => (Array.isArray(each) ? each.length : each.size);
  const large = [];
  for (const list of [this, maps, sets]) {
    for (const each of list) {
      // A prototype is among its own instances and has no size.
      try { if (sizeOf(each) >= ${SMALLEST}) large.push(each); } catch {}
    }
  }
  large.sort((a, b) => sizeOf(b) - sizeOf(a));
  return large.slice(0, ${MOST}).map((each) => ({ ref: new WeakRef(each), size: sizeOf(each), length: sizeOf(each), entries: null }));
}`;

/** Of an array with holes, what both its length and its entries gained: the length of one by ids goes on for ever, the entries of a ring until it is full. */
const READ = `function () {
  const entriesOf = ${ENTRIES_OF_ARRAY};
  return this.map((watched) => {
    const each = watched.ref.deref();
    if (each === undefined) return -1;
    if (!Array.isArray(each)) return each.size;
    if (each.length === watched.length) return watched.size;
    const entries = entriesOf(each);
    if (entries === each.length) watched.size = entries;
    else if (watched.entries !== null) watched.size += Math.min(each.length - watched.length, entries - watched.entries);
    watched.length = each.length;
    watched.entries = entries;
    return watched.size;
  });
}`;

/**
 * Finds all arrays, Maps and Sets with at least 32 entries and holds them weakly. A heap snapshot has no node for a small
 * integer, a double, or one more reference to an object that exists, so only the live size tells that such a container
 * grows; looking objects up by id costs V8 a walk over the heap each, so they are found once, by their prototypes.
 */
export async function watchSizes(client: InspectorClient): Promise<WatchedSizes> {
  const [arrays, maps, sets] = [
    await instancesOf(client, 'Array.prototype'),
    await instancesOf(client, 'Map.prototype'),
    await instancesOf(client, 'Set.prototype'),
  ];
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: arrays,
    functionDeclaration: COLLECT,
    arguments: [{ objectId: maps }, { objectId: sets }],
    objectGroup: GROUP,
    silent: true,
  });
  await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
  const watched = result.objectId;
  return {
    read: async () => {
      if (watched === undefined) return [];
      const answer = await client.send('Runtime.callFunctionOn', {
        objectId: watched,
        functionDeclaration: READ,
        returnByValue: true,
        silent: true,
      });
      return (answer.result.value as number[] | undefined) ?? [];
    },
    nodeIdOf: async (index) => {
      if (watched === undefined) return null;
      const answer = await client.send('Runtime.callFunctionOn', {
        objectId: watched,
        functionDeclaration: 'function (index) { return this[index].ref.deref(); }',
        arguments: [{ value: index }],
        objectGroup: OBJECT_GROUP,
        silent: true,
      });
      if (answer.result.objectId === undefined) return null;
      const { heapSnapshotObjectId } = await client.send('HeapProfiler.getHeapObjectId', {
        objectId: answer.result.objectId,
      });
      await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
      return Number(heapSnapshotObjectId);
    },
  };
}

/** Handle of an array of all objects that have the prototype; V8 collects garbage first. */
export async function instancesOf(client: InspectorClient, prototype: string): Promise<string> {
  const { result } = await client.send('Runtime.evaluate', {
    expression: prototype,
    // Gives `require` to Node versions without process.getBuiltinModule.
    includeCommandLineAPI: true,
    objectGroup: OBJECT_GROUP,
    silent: true,
  });
  const { objects } = await client.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId!,
    objectGroup: OBJECT_GROUP,
  });
  return objects.objectId!;
}
