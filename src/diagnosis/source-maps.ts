import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Script } from '../inspector/script-table.ts';

/** A position in a script, 0-based. */
export interface GeneratedPosition {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

interface Found {
  readonly map: TraceMap;
  readonly source: string;
  /** 0-based. */
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

  /** The original position (0-based, an absolute path or URL), or null where the script has no map that covers it by a file. */
  async originalOf(generated: GeneratedPosition): Promise<GeneratedPosition | null> {
    const found = await this.#find(generated);
    if (found === null) return null;
    const url = await fileOf(found.source, generated.url);
    return url === null ? null : { url, line: found.line, column: found.column };
  }

  /** The text of the line of an original position, from the map itself; null where the map does not hold the source. */
  async originalLine(generated: GeneratedPosition): Promise<{ text: string; column: number } | null> {
    const found = await this.#find(generated);
    if (found === null) return null;
    const text = sourceContentFor(found.map, found.source)?.split('\n')[found.line];
    return text === undefined ? null : { text, column: found.column };
  }

  /** By the name that the map gives its source. */
  async #find({ url, line, column }: GeneratedPosition): Promise<Found | null> {
    const script = this.#byUrl.get(asUrl(url));
    const map = script?.sourceMapUrl == null ? null : await this.#mapOf(script);
    if (map === null) return null;
    const { source, line: at, column: from } = originalPositionFor(map, { line: line + 1, column });
    return source === null ? null : { map, source, line: at - 1, column: from };
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

/** `webpack://app/./src/store.ts`, `webpack-internal:///(rsc)/./src/store.ts?1a2b`, `turbopack:///[project]/src/store.ts`: from the folder that was bundled. */
const OF_BUNDLER = /^(?:webpack|webpack-internal|turbopack):\/\/[^/]*\/(?:\([\w-]+\)\/|\[project\]\/)?(?:\.\/)?([^?]+)/;

/** The file that a map's source stands for; null: there is none, so that the generated position says more. */
async function fileOf(source: string, generatedUrl: string): Promise<string | null> {
  const below = OF_BUNDLER.exec(source)?.[1];
  if (below === undefined) return source;
  const generated = asUrl(generatedUrl);
  if (!generated.startsWith('file:')) return null;
  // The bundle lies in a folder of the project, however deep.
  for (let folder = dirname(fileURLToPath(generated)); ; folder = dirname(folder)) {
    const file = join(folder, below);
    if ((await stat(file).catch(() => null))?.isFile()) return pathToFileURL(file).href;
    if (dirname(folder) === folder) return null;
  }
}

/** One name for a file, whether V8 gives its path or a URL, and however that is encoded (`[id]`). */
function asUrl(urlOrPath: string): string {
  if (urlOrPath.startsWith('/') || /^[A-Za-z]:[\\/]/.test(urlOrPath)) return pathToFileURL(urlOrPath).href;
  if (!urlOrPath.startsWith('file:')) return urlOrPath;
  try {
    return pathToFileURL(fileURLToPath(urlOrPath)).href;
  } catch {
    return urlOrPath;
  }
}
