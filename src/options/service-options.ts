import { quoted } from './bad-options.ts';
import type { SideService } from './gate-options.ts';
import { parseLoopbackUrl } from './loopback-url.ts';
import type { Problem } from './raw-options.ts';

/**
 * Lines of `services`: `command => address` is started and waited for, an address alone only waited for. Addresses are
 * http(s) URLs that must answer, `tcp://host:port` or `unix:/path` that must accept a connection.
 */
export function parseServices(lines: readonly string[], problems: Problem[]): SideService[] {
  return lines.flatMap((line) => {
    const at = line.lastIndexOf('=>');
    const command = at < 0 ? null : line.slice(0, at).trim();
    const text = (at < 0 ? line : line.slice(at + 2)).trim();
    const address = command === '' ? null : parseAddress(text);
    if (address === null || (command !== null && !isOnThisMachine(address))) {
      problems.push({
        option: 'services',
        given: quoted(line.trim()),
        expected:
          address === null
            ? "'command => address' or an address, which is http://127.0.0.1:4000/, tcp://127.0.0.1:5432 or unix:/run/db.sock"
            : 'an address on this machine (127.0.0.1, localhost or [::1]) for what is started here',
      });
      return [];
    }
    return [{ command, address: address.href }];
  });
}

function parseAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return null;
  if (url.protocol === 'tcp:') return url.hostname !== '' && url.port !== '' ? url : null;
  if (url.protocol === 'unix:') return url.pathname.length > 1 ? url : null;
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && url.username === '' && url.password === '' ? url : null;
}

function isOnThisMachine(address: URL): boolean {
  return address.protocol === 'unix:' || parseLoopbackUrl(`http://${address.host}/`).ok;
}

/** The text of `port-pattern` as an expression with a group for the port, or null with the problem told. */
export function parsePortPattern(text: string, problems: Problem[]): RegExp | null {
  const expected = "a regular expression with the port in its first group, e.g. 'listening on port (\\d+)'";
  try {
    // Matches nothing as well, which tells how many groups there are.
    const groups = new RegExp(`${text}|`).exec('')!.length - 1;
    if (groups >= 1) return new RegExp(text);
    problems.push({ option: 'port-pattern', given: quoted(text), expected });
  } catch (thrown) {
    problems.push({ option: 'port-pattern', given: `${quoted(text)} (${(thrown as Error).message})`, expected });
  }
  return null;
}
