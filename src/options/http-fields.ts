/** Methods that the load can send. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Headers that would make the amount of requests per round inexact, with the reason. */
const ownHeaders: Readonly<Record<string, string>> = {
  connection: 'connections are kept alive so that the amount per round is exact',
  'content-length': 'it is computed from each body',
  'transfer-encoding': 'bodies are sent whole',
};

export type HeaderResult =
  | { readonly ok: true; readonly name: string; readonly value: string }
  | { readonly ok: false; readonly expected: string };

/** `name: value` by RFC 9110's field syntax; names are lower-cased. */
export function parseHeader(line: string): HeaderResult {
  const colon = line.indexOf(':');
  if (colon < 1) return { ok: false, expected: "'name: value'" };
  return checkHeader(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
}

export function checkHeader(name: string, value: string): HeaderResult {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    return { ok: false, expected: 'a header name of letters, digits and dashes before the colon' };
  }
  const reason = ownHeaders[name.toLowerCase()];
  if (reason !== undefined) return { ok: false, expected: `no ${name.toLowerCase()} header: ${reason}` };
  if (/[\r\n\0]/.test(value)) return { ok: false, expected: 'a header value on one line' };
  return { ok: true, name: name.toLowerCase(), value };
}

/** The content type that a body without one is sent with: JSON when it is JSON, else none. */
export function contentTypeFor(body: string | null): Readonly<Record<string, string>> {
  if (body === null || !/^\s*[[{]/.test(body)) return {};
  try {
    JSON.parse(body);
    return { 'content-type': 'application/json' };
  } catch {
    return {}; // not JSON after all: the user names its type
  }
}

/** Headers whose values are written to no report. */
export function isSecretHeader(name: string): boolean {
  return /auth|cookie|token|key|secret|password/i.test(name);
}
