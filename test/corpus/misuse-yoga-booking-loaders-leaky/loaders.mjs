import DataLoader from 'dataloader';
import { bookings, guests, rooms } from './store.mjs';

const inOrder = (keys, rows) => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.map((key) => byId.get(key) ?? new Error(`nothing with the id ${key}`));
};

export function createLoaders() {
  return {
    booking: new DataLoader(async (ids) => inOrder(ids, await bookings.findMany(ids)), { maxBatchSize: 100 }),
    guest: new DataLoader(async (ids) => inOrder(ids, await guests.findMany(ids))),
    room: new DataLoader(async (ids) => inOrder(ids, await rooms.findMany(ids))),
  };
}
