import { OBJECT_GROUP } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import { instancesOf } from './watched-sizes.ts';

export interface PendingTimer {
  readonly delayMs: number;
  readonly repeats: boolean;
}

/** One that waits, with what it will call. */
export interface WaitingTimer extends PendingTimer {
  /** Source of the function, its first 2,000 characters; of a bound one its name alone. */
  readonly callback: string;
}

/** Made and cleared at once: the class itself is not reachable by name. */
const TIMEOUT_PROTOTYPE =
  '(() => { const timer = setTimeout(() => {}, 1); clearTimeout(timer); return Object.getPrototypeOf(timer); })()';

const READ = `function () {
  const found = new Map();
  for (const timer of this) {
    if (timer._destroyed !== false || !(timer._idleTimeout > 0)) continue;
    const delayMs = Number(timer._idleTimeout), repeats = timer._repeat !== null && timer._repeat !== undefined;
    const call = timer._onTimeout;
    const text = typeof call === 'function' ? Function.prototype.toString.call(call) : '';
    const callback = text.includes('[native code]') ? String(Object.getOwnPropertyDescriptor(call, 'name')?.value) : text.slice(0, 2000);
    found.set(delayMs + ' ' + repeats + ' ' + callback, { delayMs, repeats, callback });
  }
  return [...found.values()];
}`;

/** All timers that the service waits for (lib/internal/timers.js, class Timeout), those alike once: there may be a hundred thousand. */
export async function readPendingTimers(client: InspectorClient): Promise<WaitingTimer[]> {
  const timers = await instancesOf(client, TIMEOUT_PROTOTYPE);
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: timers,
    functionDeclaration: READ,
    returnByValue: true,
    silent: true,
  });
  await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
  return (result.value as WaitingTimer[] | undefined) ?? [];
}
