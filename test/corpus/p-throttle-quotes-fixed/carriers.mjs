import pThrottle from 'p-throttle';

export const carriers = [
  { name: 'blue', base: 390, perKilo: 110, serves: ['de', 'at', 'ch'] },
  { name: 'swift', base: 450, perKilo: 80, serves: ['de', 'fr', 'be', 'nl'] },
  { name: 'north', base: 520, perKilo: 60, serves: ['dk', 'se', 'no', 'de'] },
];

async function ask(carrier, { country, grams }) {
  if (!carrier.serves.includes(country)) return null;
  return { carrier: carrier.name, cents: carrier.base + Math.ceil(grams / 1000) * carrier.perKilo };
}

/** Asks each carrier, not more than ten of them a second; what still waits is given up at shutdown. */
export function quoteParcel(parcel, signal) {
  const throttle = pThrottle({ limit: 10, interval: 1000, signal });
  const quote = throttle((carrier) => ask(carrier, parcel));
  return Promise.all(carriers.map((carrier) => quote(carrier)));
}
