/** A scenario as an importer writes it: the keys of a scenario file. */
export interface Draft {
  readonly requests: readonly DraftRequest[];
  /** Options that belong beside the scenario, e.g. `connections`. */
  readonly options: Readonly<Record<string, string | number>>;
  /** What was left out or put in, each a sentence. Nothing is lost without one. */
  readonly notes: readonly string[];
}

export type DraftRequest = DraftHttp | DraftWebSocket;

export interface DraftHttp {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text, or a value that is sent as JSON. */
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: Readonly<Record<string, string | DraftPart>>;
  readonly 'expect-status'?: number;
  readonly 'expect-body'?: { readonly matches: string };
}

export interface DraftPart {
  readonly file?: string;
  readonly content?: string;
  readonly filename?: string;
  readonly 'content-type'?: string;
}

export interface DraftWebSocket {
  readonly websocket: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly send?: readonly string[];
}

/** Headers that the client sets itself, that mean another connection, or that ask for an answer without a body. */
const dropped =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|proxy-.*|te|trailer|upgrade|expect|if-.*|sec-.*|upgrade-insecure-requests|priority|dnt|:.*)$/;

/** Headers that hold secrets; a scenario file is committed, so they come from the environment. */
const secrets = /^(?:authorization|cookie|.*(?:api-?key|token|secret).*)$/;

/** Headers as a scenario may hold them; what becomes of secrets is noted. */
export function keepHeaders(
  headers: Iterable<readonly [string, string]>,
  notes: Set<string>,
): Readonly<Record<string, string>> | undefined {
  const kept: Record<string, string> = {};
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (dropped.test(name)) continue;
    if (secrets.test(name)) {
      const variable = variableFor(name);
      kept[name] = `{{env ${variable}}}`;
      notes.add(noteOfSecret(`header ${name}`, variable));
    } else kept[name] = withoutPlaceholders(value, notes);
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The environment variable that holds a secret of this name. */
export function variableFor(name: string): string {
  return `LEAKGATE_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}

export function noteOfSecret(what: string, variable: string): string {
  return `The value of the ${what} was not written down; set the environment variable ${variable}.`;
}

/** Text of others in which double braces are not meant as placeholders. */
export function withoutPlaceholders(text: string, notes: Set<string>): string {
  if (!/\{\{\s*[A-Za-z]/.test(text)) return text;
  notes.add('Double braces in the source would be read as placeholders; a blank was put between them.');
  return text.replaceAll(/\{\{(?=\s*[A-Za-z])/g, '{ {');
}

/** A body as JSON where it is JSON, so that it reads well; else the text. */
export function bodyOf(text: string, notes: Set<string>): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      // Numbers beyond 2^53 would change; then the text is kept as it is.
      const value: unknown = JSON.parse(text);
      if (JSON.stringify(value) === text.replaceAll(/\s+/g, '') || JSON.stringify(value) === text) return value;
    } catch {
      // No JSON after all.
    }
  }
  return withoutPlaceholders(text, notes);
}

/** Equal requests become one with a weight; the others get names of their own where they need them. */
export function gather(requests: readonly DraftRequest[]): (DraftRequest & { name?: string; weight?: number })[] {
  const weights = new Map<string, { request: DraftRequest; weight: number }>();
  for (const request of requests) {
    const key = JSON.stringify(request);
    const known = weights.get(key);
    if (known === undefined) weights.set(key, { request, weight: 1 });
    else known.weight = Math.min(1000, known.weight + 1);
  }
  const seen = new Map<string, number>();
  return [...weights.values()].map(({ request, weight }) => {
    const name = 'websocket' in request ? `WebSocket ${request.websocket}` : `${request.method} ${request.path}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { ...(times > 1 && { name: `${name} (${times})` }), ...request, ...(weight > 1 && { weight }) };
  });
}

/** Path and query of a URL, as it goes over the wire. */
export function pathOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}
