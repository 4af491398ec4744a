import { CacheableMemory } from 'cacheable';

export const zones = { de: 1, at: 2, fr: 2, it: 3 };
const steps = [500, 1000, 2000, 5000, 10_000, 31_500];

function rate(zone, kind, grams) {
  const step = steps.findIndex((limit) => grams <= limit);
  let cents = 390 + 180 * step + 240 * (zone - 1);
  for (let month = 0; month < 12; month++) cents += Math.round((cents * 0.004 * (month % 3)) / 12);
  return kind === 'tube' ? Math.round(cents * 1.3) : cents;
}

export function quote(destination, parcels) {
  const rates = new CacheableMemory({ ttl: '30s', checkInterval: 15_000 });
  const lines = parcels.map(({ kind, grams }) => {
    const key = `${destination}/${kind}/${steps.findIndex((limit) => grams <= limit)}`;
    const known = rates.get(key);
    const cents = known ?? rate(zones[destination], kind, grams);
    if (known === undefined) rates.set(key, cents);
    return { kind, grams, cents };
  });
  return { lines, cents: lines.reduce((sum, line) => sum + line.cents, 0) };
}
