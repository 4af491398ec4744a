import type { LiveReading } from '../capture/manifest.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { watchedIndex } from '../growth/gather-tracks.ts';
import type { HeapEngine } from './heap-engine.ts';

/** Describes tracks by their keys; watched containers by the nodes that were read for them. Keys that lead to nothing are left out. */
export async function describeTracks(
  engine: HeapEngine,
  keys: readonly string[],
  readings: readonly LiveReading[],
): Promise<Map<string, GrowthDescription>> {
  const nodes = new Map(readings.flatMap((row) => (row.kind === 'watched' ? [[row.index, row.nodeId] as const] : [])));
  const answers = await engine.describe(keys.map((key) => nodes.get(watchedIndex(key) ?? -1) ?? key));
  return new Map(keys.flatMap((key, i) => (answers[i] == null ? [] : [[key, answers[i]]])));
}
