import type { ClassGrowth } from './class-series.ts';
import type { MovingPath } from './moving-paths.ts';
import { splitLabel } from './step-label.ts';
import type { Track } from './track.ts';
import { BUFFER_MEMORY } from './v8-nodes.ts';

/** Off-heap quantities at one snapshot. */
export interface OffHeapReading {
  readonly openFileDescriptors: number | null;
  readonly external: number;
  /** Part of it: the memory of ArrayBuffers that Node made. */
  readonly arrayBuffers: number;
  readonly activeResources: Readonly<Record<string, number>>;
  readonly nativeContexts: number;
}

export const DESCRIPTORS_KEY = 'open file descriptors';
export const EXTERNAL_KEY = 'external bytes';
export const CONTEXTS_KEY = 'native contexts';
export const RESOURCE_KEY = 'active ';
const CLASS_KEY = 'class ';
const SIZE_KEY = 'size of watched ';
const BYTES_KEY = 'bytes of ';

/** Buffer pools and parsers make steps below this. */
const EXTERNAL_BYTES_PER_REQUEST = 16;
const STRING_BYTES_PER_REQUEST = 1;
/** A number or a pointer more in a copy, now and then. */
const COPY_BYTES_PER_REQUEST = 2;
/** Lazily made functions and shapes stay below this. */
const CLASS_OBJECTS_PER_REQUEST = 0.1;
const LEAST_CLASS_OBJECTS = 100;
/** Queues of numbers and emptied slots are compacted at 256 (undici's) to 512 entries; a leak passes that. */
const LEAST_ENTRIES = 600;
/**
 * Half a byte a request, among numbers alone. One of seven such queues of a service that calls another with every fourth request
 * gains 0.035 a request all through the rounds, and each run would take a confirmation to see it compacted.
 */
const LEAST_ENTRIES_PER_REQUEST = 1 / 16;
const BYTES_PER_ENTRY = 8;

/** Whether a track is of what the process itself counts, without a snapshot. */
export function isOffHeapKey(key: string): boolean {
  return [DESCRIPTORS_KEY, EXTERNAL_KEY, CONTEXTS_KEY].includes(key) || key.startsWith(RESOURCE_KEY);
}

/** The class that a track counts; null for every other track. */
export function classOfKey(key: string): string | null {
  return key.startsWith(CLASS_KEY) ? key.slice(CLASS_KEY.length) : null;
}

export function classKey(name: string): string {
  return `${CLASS_KEY}${name}`;
}

/** Which watched container a track is of; null for every other track. */
export function watchedIndex(key: string): number | null {
  return key.startsWith(SIZE_KEY) ? Number(key.slice(SIZE_KEY.length)) : null;
}

/** The path whose objects stay as many and become larger; null for every other track. */
export function pathOfBytes(key: string): string | null {
  return key.startsWith(BYTES_KEY) ? key.slice(BYTES_KEY.length) : null;
}

/** Everything that is judged, as one kind of series. `connections`: what the loaded rounds had open at once. */
export function gatherTracks(
  moving: readonly MovingPath[],
  offHeap: readonly OffHeapReading[],
  watchedSizes: readonly (readonly number[])[],
  classes: readonly ClassGrowth[],
  connections: number,
): Track[] {
  const paths = heapTracks(moving, connections);
  return [...paths, ...offHeapTracks(offHeap, moving), ...sizeTracks(watchedSizes, paths), ...classTracks(classes)];
}

function heapTracks(moving: readonly MovingPath[], connections: number): Track[] {
  return moving.flatMap((path): Track[] => {
    const common = { key: path.key, ancestors: path.movingAncestors };
    if (path.objects.at(-1)! > path.objects[0]!) {
      const { survivors, places, objects } = path;
      return [{ ...common, unit: 'objects', leastPerRequest: 0, leastTotal: 0, survivors, places, values: objects }];
    }
    // The same strings, but longer: a log or a query that is appended to and flattened.
    const isText = splitLabel(path.labels.at(-1)!).target === 'string';
    if (isText) {
      return [
        {
          ...common,
          unit: 'bytes',
          leastPerRequest: STRING_BYTES_PER_REQUEST,
          leastTotal: 0,
          values: path.shallowBytes,
        },
      ];
    }
    if (isRoomForKeys(path)) return [];
    // An array or a buffer that is replaced by a longer copy, whatever it holds.
    return [
      {
        key: `${BYTES_KEY}${path.key}`,
        unit: 'bytes',
        isFallback: true,
        ancestors: [],
        leastPerRequest: COPY_BYTES_PER_REQUEST,
        leastTotal: LEAST_ENTRIES * BYTES_PER_ENTRY * queuesAt(path.objects.at(-1)!, connections),
        values: path.shallowBytes,
      },
    ];
  });
}

/** So many objects as values make it a dictionary of objects. */
const FEWEST_VALUES = 32;

/**
 * An object with many objects as values, which are counted themselves: what became larger is the room that V8 keeps for keys. It grows with
 * the highest index (`rows[++id]` with `delete rows[old]`) until so little of it is used that V8 makes it a table. The length of an array is its own.
 */
function isRoomForKeys({ labels, entries }: MovingPath): boolean {
  return splitLabel(labels.at(-1)!).target !== 'Array' && entries >= FEWEST_VALUES;
}

/** Arrays of one path that may each be such a queue: as many as a client keeps for the requests that are under way at once. */
function queuesAt(objects: number, connections: number): number {
  return Math.max(1, Math.min(objects, connections));
}

/**
 * Objects of a class wherever they hang. Where links run in all directions (timers of one list that also know each other),
 * the shortest path to an object is another one in every snapshot and no path grows, but the class does. What V8 alone holds is left
 * out, as it is by paths: code that is compiled as it is first used brings an array for every literal in it.
 */
function classTracks(classes: readonly ClassGrowth[]): Track[] {
  return classes
    .filter(({ name }) => !name.startsWith('(') && !name.startsWith('Node / '))
    .map(({ name, held }) => ({
      key: classKey(name),
      unit: 'objects',
      isFallback: true,
      ancestors: [],
      leastPerRequest: CLASS_OBJECTS_PER_REQUEST,
      leastTotal: LEAST_CLASS_OBJECTS,
      values: held,
    }));
}

/** So much of the growth outside the heap lies in buffers below one path, but for slabs of Buffer's pool made between a reading and its snapshot. */
const HELD_BY_ONE = 0.9;
const HELD_AT_LEAST = 0.5;
const SLABS = 2 * 8192;

/** Paths below which the memory of ArrayBuffers grows by as much as external memory does: what is said of them says it of that. */
function holdersOfBuffers(moving: readonly MovingPath[], external: readonly number[]): string[] {
  const gain = (external.at(-1) ?? 0) - (external[0] ?? 0);
  if (gain <= 0) return [];
  const held = new Map<string, number>();
  for (const { key, labels, movingAncestors, shallowBytes } of moving) {
    if (!splitLabel(labels.at(-1)!).target.startsWith(BUFFER_MEMORY)) continue;
    const bytes = shallowBytes.at(-1)! - shallowBytes[0]!;
    for (const holder of [key, ...movingAncestors]) held.set(holder, (held.get(holder) ?? 0) + bytes);
  }
  const least = Math.max(HELD_AT_LEAST * gain, HELD_BY_ONE * gain - SLABS);
  return [...held].filter(([, bytes]) => bytes >= least).map(([key]) => key);
}

function offHeapTracks(readings: readonly OffHeapReading[], moving: readonly MovingPath[]): Track[] {
  const tracks: Track[] = [];
  const add = (
    key: string,
    unit: Track['unit'],
    leastPerRequest: number,
    values: readonly (number | null)[],
    other: Partial<Pick<Track, 'ancestors' | 'inSteps'>> = {},
  ): void => {
    if (values.every((value) => value !== null))
      tracks.push({ key, unit, ancestors: [], leastPerRequest, leastTotal: 0, values, ...other });
  };
  add(
    DESCRIPTORS_KEY,
    'descriptors',
    0,
    readings.map((reading) => reading.openFileDescriptors),
  );
  const external = readings.map((reading) => reading.external);
  add(EXTERNAL_KEY, 'bytes', EXTERNAL_BYTES_PER_REQUEST, external, {
    ancestors: holdersOfBuffers(moving, external),
    // WebAssembly's memories are none that Node made.
    inSteps: readings.map((reading) => reading.external - reading.arrayBuffers),
  });
  add(
    CONTEXTS_KEY,
    'objects',
    0,
    readings.map((reading) => reading.nativeContexts),
  );
  const kinds = new Set(readings.flatMap((reading) => Object.keys(reading.activeResources)));
  for (const kind of kinds) {
    add(
      `${RESOURCE_KEY}${kind}`,
      'objects',
      0,
      readings.map((reading) => reading.activeResources[kind] ?? 0),
    );
  }
  return tracks;
}

/** Containers that grew and were there all the time. A size says nothing of which entries stayed; a path that goes with it does. */
function sizeTracks(watchedSizes: readonly (readonly number[])[], paths: readonly Track[]): Track[] {
  const last = watchedSizes.at(-1) ?? [];
  return last.flatMap((size, index): Track[] => {
    const values = watchedSizes.map((sizes) => sizes[index] ?? -1);
    if (size <= values[0]! || values.includes(-1)) return [];
    const twin = paths.find((path) => path.unit === 'objects' && goesWith(path.values, values))?.key ?? null;
    return [
      {
        key: `${SIZE_KEY}${index}`,
        unit: 'objects',
        ancestors: [],
        leastPerRequest: twin === null ? LEAST_ENTRIES_PER_REQUEST : 0,
        leastTotal: LEAST_ENTRIES,
        twin,
        values,
      },
    ];
  });
}

/** Whether two series gain the same between all snapshots: sizes are read some milliseconds before them. */
function goesWith(path: readonly number[], sizes: readonly number[]): boolean {
  return sizes.every((size, i) => {
    if (i === 0) return true;
    const gain = size - sizes[i - 1]!;
    return Math.abs(path[i]! - path[i - 1]! - gain) <= Math.max(2, 0.02 * Math.abs(gain));
  });
}
