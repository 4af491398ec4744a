import { GateError } from '../errors.ts';

/** Path of the Unix socket of an `http+unix://%2Fpath%2Fof.sock` address; null for any other address. */
export function socketPathOf(address: string): string | null {
  const host = /^http\+unix:\/\/([^/?#]*)/i.exec(address)?.[1];
  if (host === undefined) return null;
  try {
    return decodeURIComponent(host);
  } catch {
    return null;
  }
}

/** Whether an origin names this machine: a Unix socket, 127.0.0.0/8, ::1, localhost, or the unspecified address that services print. */
export function isLoopback(origin: string): boolean {
  if (socketPathOf(origin) !== null) return true;
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return /^127(\.\d{1,3}){3}$/.test(host) || ['localhost', '::1', '0.0.0.0', '::'].includes(host);
}

/** Throws `BAD_OPTIONS` for an origin that is not this machine: the load must never reach a stranger's service. */
export function assertLoopback(origin: string): void {
  if (isLoopback(origin)) return;
  throw new GateError(
    'BAD_OPTIONS',
    `the load would go to ${origin}, but only a service on this machine may be loaded`,
    {
      hint: 'use a URL on 127.0.0.1, ::1 or localhost',
    },
  );
}
