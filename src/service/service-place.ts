import { resolve } from 'node:path';
import type { ListeningAddress, ProcessFacts } from '../inspector/process-facts.ts';
import { socketPathOf } from '../load/is-loopback.ts';
import { portOf } from './loopback.ts';

/** Where a service is reached: a port, or a Unix socket. */
export type ServicePlace =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'path'; readonly path: string };

/** The place that an origin names, e.g. `http://127.0.0.1:3000` or `http+unix://%2Ftmp%2Fapp.sock`. */
export function placeOf(origin: string): ServicePlace {
  const path = socketPathOf(origin);
  return path === null ? { kind: 'port', port: portOf(new URL(origin)) } : { kind: 'path', path };
}

/** Whether a process says that it listens there. */
export function listensAt({ listensOn, workingDirectory }: ProcessFacts, place: ServicePlace): boolean {
  return listensOn.some((address) => isSame(address, place, workingDirectory));
}

/** Services are given relative paths of sockets, which start from where they run. */
function isSame(address: ListeningAddress, place: ServicePlace, workingDirectory: string): boolean {
  if (address.kind === 'port') return place.kind === 'port' && address.port === place.port;
  return place.kind === 'path' && resolve(workingDirectory, address.path) === place.path;
}

/** `port 3000`, `/tmp/app.sock`. */
export function describePlace(place: ServicePlace): string {
  return place.kind === 'port' ? `port ${place.port}` : place.path;
}
