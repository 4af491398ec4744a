import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { GateError } from '../errors.ts';
import { socketPathOf } from '../load/is-loopback.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The addresses of a URL's host, all of them on loopback (none for a Unix socket); BAD_OPTIONS otherwise. An inspector is remote code execution
 * for whoever reaches it and load is not for other people's machines, so neither ever leaves this host.
 * `what` names the option, e.g. `url`.
 */
export async function resolveLoopback(url: URL, what: string): Promise<string[]> {
  if (socketPathOf(url.href) !== null) return [];
  const host = hostOf(url);
  const addresses = await resolveHost(host, url, what);
  const foreign = addresses.find((address) => !isLoopbackAddress(address));
  if (foreign === undefined) return addresses;
  throw new GateError(
    'BAD_OPTIONS',
    `${what} ${url.href} points to ${foreign}, expected an address of this machine (127.0.0.1, ::1, localhost).`,
    {
      hint: 'For a service in a container publish its port on loopback, e.g. docker run -p 127.0.0.1:3000:3000, and use that address.',
    },
  );
}

async function resolveHost(host: string, url: URL, what: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (cause) {
    // RFC 6761: names under localhost are loopback, whether or not the resolver knows them.
    if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1', '::1'];
    throw new GateError(
      'BAD_OPTIONS',
      `The host of ${what} ${url.href} is unknown, expected an address of this machine.`,
      { cause },
    );
  }
}

/** A URL's host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** A URL's port, with the scheme's default filled in. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' || url.protocol === 'wss:' ? 443 : 80;
}
