import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Script } from '../inspector/script-table.ts';

/** A position in a script, 0-based. */
export interface GeneratedPosition {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** Maps positions of generated code to what the user wrote, through the scripts' source maps; maps are read once each. */
export class SourceMaps {
  readonly #byUrl: ReadonlyMap<string, Script>;
  readonly #maps = new Map<string, Promise<TraceMap | null>>();

  constructor(scripts: Iterable<Script>) {
    this.#byUrl = new Map([...scripts].map((script) => [asUrl(script.url), script]));
  }

  /** The original position (0-based, an absolute path or URL), or null where the script has no map that covers it. */
  async originalOf({ url, line, column }: GeneratedPosition): Promise<GeneratedPosition | null> {
    const script = this.#byUrl.get(asUrl(url));
    if (script?.sourceMapUrl == null) return null;
    const map = await this.#mapOf(script);
    if (map === null) return null;
    const found = originalPositionFor(map, { line: line + 1, column });
    return found.source === null ? null : { url: found.source, line: found.line - 1, column: found.column };
  }

  /** The text of the line of an original position, from the map itself; null where the map does not hold the source. */
  async originalLine(generated: GeneratedPosition): Promise<{ text: string; column: number } | null> {
    const original = await this.originalOf(generated);
    const script = this.#byUrl.get(asUrl(generated.url));
    const map = script?.sourceMapUrl == null ? null : await this.#mapOf(script);
    if (original === null || map === null) return null;
    const text = sourceContentFor(map, original.url)?.split('\n')[original.line];
    return text === undefined ? null : { text, column: original.column };
  }

  #mapOf(script: Script): Promise<TraceMap | null> {
    let map = this.#maps.get(script.url);
    if (map === undefined) {
      map = readMap(script);
      this.#maps.set(script.url, map);
    }
    return map;
  }
}

/** null for a map that is missing or broken: positions of the generated code are shown then. */
async function readMap({ url, sourceMapUrl }: Script): Promise<TraceMap | null> {
  try {
    const base = asUrl(url);
    const inline = /^data:application\/json[^,]*?(;base64)?,/.exec(sourceMapUrl!);
    if (inline !== null) {
      const data = sourceMapUrl!.slice(inline[0].length);
      const text = inline[1] === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString('utf8');
      return new TraceMap(text, base);
    }
    const mapUrl = new URL(sourceMapUrl!, base);
    if (mapUrl.protocol !== 'file:') return null;
    return new TraceMap(await readFile(fileURLToPath(mapUrl), 'utf8'), mapUrl.href);
  } catch {
    return null;
  }
}

function asUrl(urlOrPath: string): string {
  return urlOrPath.startsWith('/') || /^[A-Za-z]:[\\/]/.test(urlOrPath) ? pathToFileURL(urlOrPath).href : urlOrPath;
}
