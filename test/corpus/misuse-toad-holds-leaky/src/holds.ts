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

/** Keeps seats for a quarter of an hour. */
export function hold(show: string, seats: readonly string[]): string {
  const id = `${show}/${++bookings}`;
  holds.set(id, { id, show, seats, since: Date.now() });
  const release = new Task(`release ${id}`, () => {
    holds.delete(id);
    scheduler.removeById(id);
  });
  scheduler.addSimpleIntervalJob(new SimpleIntervalJob({ minutes: 15 }, release, { id }));
  return id;
}

export function confirm(id: string): { id: string; seats: readonly string[]; heldForMs: number } {
  const held = holds.get(id);
  if (!held) throw new Error(`${id} is no longer held`);
  holds.delete(id);
  scheduler.removeById(id);
  return { id, seats: held.seats, heldForMs: Date.now() - held.since };
}

export const openHolds = (): number => holds.size;
