import { isLoopback, socketPathOf } from '../load/is-loopback.ts';

/** A URL that load may be sent to, or why not, as the clause after "expected". */
export type UrlResult = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly expected: string };

/** Absolute http(s) URL on this machine and without credentials: load is never sent to a machine of others. */
export function parseLoopbackUrl(text: string): UrlResult {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http+unix:') return parseSocketUrl(url);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return { ok: false, expected: 'an absolute http URL such as http://127.0.0.1:3000/' };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, expected: "a URL without user name and password; send them as a header: 'authorization: …'" };
  }
  if (!isLoopback(`http://${url.host}`)) {
    return {
      ok: false,
      expected: 'a host on this machine (127.0.0.1, localhost or [::1]): load goes to loopback only',
    };
  }
  if (url.hash !== '') return { ok: false, expected: 'a URL without a #fragment, which servers never see' };
  return { ok: true, url };
}

/** `http+unix://%2Fpath%2Fof.sock/path`: the socket's path is the host, percent-encoded. */
function parseSocketUrl(url: URL): UrlResult {
  if (socketPathOf(url.href)?.startsWith('/') !== true || url.hash !== '') {
    return {
      ok: false,
      expected: 'an absolute path of a socket with its slashes as %2F: http+unix://%2Ftmp%2Fapp.sock/',
    };
  }
  if (url.pathname === '') url.pathname = '/';
  return { ok: true, url };
}

/** Scheme, host and port; what `URL.origin` is for http, and for a Unix socket as well. */
export function originOf(url: URL): string {
  return url.protocol === 'http+unix:' ? `${url.protocol}//${url.host}` : url.origin;
}

/** `host:port`, `http://…` or `ws://…/id` of an inspector on this machine, in the form with a scheme. */
export function parseInspectorUrl(text: string): UrlResult {
  const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  const known = url !== null && (url.protocol === 'http:' || url.protocol === 'ws:');
  if (!known || url.port === '') {
    return { ok: false, expected: 'an inspector as 127.0.0.1:9229, http://127.0.0.1:9229 or ws://127.0.0.1:9229/…' };
  }
  if (!isLoopback(`http://${url.host}`)) {
    return {
      ok: false,
      expected: 'an inspector on this machine: whoever reaches an inspector can run code, so it stays on loopback',
    };
  }
  return { ok: true, url };
}

/** A URL in a message, its password hidden. */
export function withoutPassword(text: string): string {
  return text.replace(/^([a-z]+:\/\/)[^/@\s]*@/i, '$1…@');
}
