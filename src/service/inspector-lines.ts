import { isLoopbackAddress } from './loopback.ts';

/** Collects the inspectors that announce themselves in a service's output. */
export interface InspectorLines {
  /** One scanner per stream: lines of stdout and stderr must not mix. */
  scan(text: string): void;
}

// Anywhere in a line: supervisors put prefixes before it, and a service's own text may stand there without a newline.
const ANNOUNCEMENT =
  /Debugger listening on (ws:\/\/(?:\[([0-9a-f:.]+)\]|([0-9.]+)):\d{1,5}\/[0-9a-f-]{36})(?![0-9a-f-])/gi;
const LONGEST_LINE = 4096;
/** A service that prints such lines for fun must not make leakgate connect without end; a build before it may run on Node as well. */
const MOST_INSPECTORS = 256;

/**
 * Finds "Debugger listening on ws://…" in pieces of text as they arrive, across their borders, and adds the URLs to `found`.
 * Only loopback ones, and only as candidates: anyone can print such a line, so each is asked which port it serves.
 */
export function createInspectorLines(found: Set<string>): InspectorLines {
  let unfinishedLine = '';
  return {
    scan: (text) => {
      const lines = (unfinishedLine + text).split('\n');
      unfinishedLine = (lines.pop() ?? '').slice(-LONGEST_LINE);
      for (const line of lines) {
        for (const [, url, ipv6, ipv4] of line.matchAll(ANNOUNCEMENT)) {
          const reachable = toLoopback(url ?? '', ipv6 ?? ipv4 ?? '');
          if (reachable !== null) addNewest(found, reachable);
        }
      }
    },
  };
}

/** The oldest one gives way. */
function addNewest(found: Set<string>, url: string): void {
  found.add(url);
  const [oldest] = found;
  if (found.size > MOST_INSPECTORS) found.delete(oldest!);
}

/** An inspector opened to every interface (a service that sets --inspect=0.0.0.0) is reached on loopback as well. */
function toLoopback(url: string, host: string): string | null {
  if (isLoopbackAddress(host)) return url;
  if (host === '0.0.0.0') return url.replace('0.0.0.0', '127.0.0.1');
  if (host === '::') return url.replace('[::]', '[::1]');
  return null;
}
