import { setImmediate as soon } from 'node:timers/promises';

const CHANNELS = { mail: 'smtp', sms: 'gateway', push: 'apns' };

export async function dispatch(recipient, channel) {
  await soon();
  const via = CHANNELS[channel] ?? 'smtp';
  return { recipient, via, state: 'delivered', deliveredAt: new Date().toISOString() };
}
