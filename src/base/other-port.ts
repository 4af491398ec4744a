import { setTimeout as delay } from 'node:timers/promises';
import type { GateOptions } from '../options/gate-options.ts';
import { accepts } from '../service/check-port-free.ts';
import { freePort } from '../service/free-port.ts';
import { hostOf, portOf, resolveLoopback } from '../service/loopback.ts';
import { placeOf } from '../service/service-place.ts';

/**
 * The same service on a free port: PORT says so in its environment, and where the start command holds the port of the url, it
 * holds the other one. Whether the service follows shows when it listens. One that chooses its port itself stays as it is. Returns
 * the reason, a clause, where two of it cannot live at the same time.
 */
export async function onOtherPort(options: GateOptions): Promise<GateOptions | string> {
  const { source, origin, readyUrl } = options;
  if (source.kind !== 'start') return 'it is not started here';
  if (options.services.some((service) => service.command !== null))
    return 'the services that it needs are started for each of the two, on the same addresses';
  if (options.portPattern !== null) return options;
  if (placeOf(origin).kind !== 'port') return 'both listen on the same socket';
  const [from, ready] = [new URL(origin), new URL(readyUrl)];
  const before = portOf(from);
  if (portOf(ready) !== before) return 'its ready-url has a port that only one of the two can have';
  const port = await freePort(hostOf(from)).catch(() => null);
  if (port === null) return 'no other port was free';
  from.port = String(port);
  ready.port = String(port);
  const command = source.command.replaceAll(new RegExp(`(?<![\\w.])${before}(?![\\w.])`, 'g'), String(port));
  return {
    ...options,
    origin: from.origin,
    readyUrl: ready.href,
    source: { ...source, command, env: { ...source.env, PORT: String(port) } },
  };
}

/** Resolves to true as soon as something listens where the url says; to false when the signal fires first. */
export async function listensThere(options: GateOptions, signal: AbortSignal): Promise<boolean> {
  const url = new URL(options.origin);
  const addresses = await resolveLoopback(url, 'url');
  while (!signal.aborted) {
    const answers = await Promise.all(addresses.map((address) => accepts(address, portOf(url))));
    if (signal.aborted) break;
    if (answers.includes(true)) return true;
    await delay(WATCH_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

const WATCH_MS = 50;
