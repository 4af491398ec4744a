import type { IncomingHttpHeaders } from 'node:http';
import type { CookieJar } from './cookie-jar.ts';
import { parseJsonPath, valueAt } from './json-path.ts';
import type { Save } from './scenario.ts';

export interface SaveSource {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** With this answer's cookies in it. */
  readonly cookies: CookieJar;
}

/** Takes what a step saves from its answer into `into`; returns why something is not there, or null. */
export function saveValues(saves: readonly Save[], source: SaveSource, into: Map<string, string>): string | null {
  for (const { name, from } of saves) {
    const value = takeFrom(from, source);
    if (value === undefined) return `the answer has no ${describe(from)} to save as {{${name}}}`;
    into.set(name, value);
  }
  return null;
}

function takeFrom(from: Save['from'], { headers, body, cookies }: SaveSource): string | undefined {
  switch (from.kind) {
    case 'body':
      return body;
    case 'header': {
      const value = headers[from.header];
      return Array.isArray(value) ? value[0] : value;
    }
    case 'cookie':
      return cookies.get(from.cookie);
    case 'pattern': {
      const match = new RegExp(from.pattern).exec(body);
      return match === null ? undefined : (match[1] ?? match[0]);
    }
    case 'json':
      return textOf(fieldOf(body, from.path));
  }
}

function fieldOf(body: string, path: string): unknown {
  try {
    return valueAt(JSON.parse(body), parseJsonPath(path) ?? []);
  } catch {
    return undefined; // no JSON, so no field either
  }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describe(from: Save['from']): string {
  switch (from.kind) {
    case 'body':
      return 'body';
    case 'header':
      return `header ${from.header}`;
    case 'cookie':
      return `cookie ${from.cookie}`;
    case 'pattern':
      return `match of /${from.pattern}/`;
    case 'json':
      return `JSON field ${from.path}`;
  }
}
