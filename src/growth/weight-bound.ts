/** How much of a limit was used when the snapshot of this index had been taken. */
export interface LimitUse {
  readonly used: number;
  readonly limit: number;
  /** entries: a number of them; weight: the limit is named as one on bytes and the like; room: free places, counted down to 0 from −`used`. */
  readonly of: 'entries' | 'weight' | 'room';
  readonly snapshot: number;
}

/** Between two uses; of fewer the weight of one says nothing. */
const FEWEST_GAINED = 20;
/** What counts entries grows by one with each; by less it counts something else, or wrongly. */
const LEAST_COUNTED = 0.9;
/** No entry weighs fewer bytes. */
const LEAST_WEIGHT = 8;

/**
 * At how many of a track's objects a limit on what they weigh is reached, foretold from what was used of it at two snapshots. null where the use did not
 * grow with the objects, where they are more than the limit itself, or where there are too few.
 */
export function objectsWithin(values: readonly number[], before: LimitUse, now: LimitUse): number | null {
  const objects = values[now.snapshot]!;
  const gained = objects - values[before.snapshot]!;
  if (!(gained >= FEWEST_GAINED) || now.used >= now.limit) return null;
  if (now.of !== 'room' && objects >= now.limit) return null;
  const perObject = (now.used - before.used) / gained;
  if (perObject < (now.of === 'weight' ? LEAST_WEIGHT : LEAST_COUNTED)) return null;
  return Math.floor(objects + (now.limit - now.used) / perObject);
}
