import { PartnerClient } from './client.mjs';

const clients = new Map();
const margins = { vienna: 1.12, berlin: 1.15, zurich: 1.2 };
let renewed = 0;

export const desks = Object.keys(margins);
export const renewals = () => renewed;

function clientOf(desk) {
  const client = clients.get(desk);
  if (client && !client.usedUp) return client;
  if (client) {
    renewed++;
    setTimeout(() => client.retire(), 250).unref();
  }
  const fresh = new PartnerClient(desk);
  clients.set(desk, fresh);
  return fresh;
}

export async function offer(desk, hotel, nights) {
  const { free, nightCents } = await clientOf(desk).availability(hotel);
  if (free === 0) return { hotel, free };
  const cents = Math.round(nightCents * nights * margins[desk]);
  return { hotel, free, nights, cents, perNight: Math.round(cents / nights) };
}
