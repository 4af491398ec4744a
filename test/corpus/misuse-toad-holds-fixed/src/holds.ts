import { SimpleIntervalJob, Task, ToadScheduler } from 'toad-scheduler';

interface Hold {
  readonly id: string;
  readonly show: string;
  readonly seats: readonly string[];
  readonly since: number;
}

const scheduler = new ToadScheduler();
const holds = new Map<string, Hold>();
let bookings = 0;

const KEPT_MS = 15 * 60_000;

const release = new Task('release seats', () => {
  for (const { id, since } of holds.values()) if (Date.now() - since > KEPT_MS) holds.delete(id);
});
scheduler.addSimpleIntervalJob(new SimpleIntervalJob({ seconds: 20 }, release, { id: 'release' }));

/** Keeps seats for a quarter of an hour. */
export function hold(show: string, seats: readonly string[]): string {
  const id = `${show}/${++bookings}`;
  holds.set(id, { id, show, seats, since: Date.now() });
  return id;
}

export function confirm(id: string): { id: string; seats: readonly string[]; heldForMs: number } {
  const held = holds.get(id);
  if (!held) throw new Error(`${id} is no longer held`);
  holds.delete(id);
  return { id, seats: held.seats, heldForMs: Date.now() - held.since };
}

export const openHolds = (): number => holds.size;
