import type { GrowthFrame, GrowthSite } from '../growth/growth-site.ts';
import { isFileUrl, packageOf } from '../growth/locate-script.ts';
import { readScriptSource, type Script } from '../inspector/script-table.ts';
import { parseScript } from './candidate-statements.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';
import { functionsAround } from './functions-around.ts';
import { type PausePoint, pauseAt } from './pausing.ts';
import type { SyntaxNode } from './variable-scopes.ts';

/** A frame of the service's own code: neither Node's nor a package's. */
export function isOwnFrame({ url }: Pick<GrowthFrame, 'url'>): boolean {
  return isFileUrl(url) && packageOf(url) === null;
}

/**
 * The line of the service for stacks that begin in a dependency and do not lead out of it by calls alone. Sites for which none is found are
 * returned as they were.
 */
export async function findCallers(
  session: DiagnosisSession,
  found: ReadonlyMap<string, GrowthSite>,
): Promise<Map<string, GrowthSite>> {
  const followed = await followBack(session, found);
  return await followAround(session, followed);
}

/** Stacks that never leave a dependency: a pause at the statement, with the asynchronous steps that led to it. */
async function followBack(
  session: DiagnosisSession,
  found: ReadonlyMap<string, GrowthSite>,
): Promise<Map<string, GrowthSite>> {
  const sites = new Map(found);
  const open = [...found].filter(([, { frames, evidence }]) => evidence !== 'allocation' && !frames.some(isOwnFrame));
  if (open.length === 0) return sites;
  const table = await session.scripts();
  const points = open.flatMap(([key, { frames }]) => {
    const frame = frames.find(({ url }) => isFileUrl(url));
    const scriptId = frame === undefined ? null : scriptOf(frame, table);
    if (frame === undefined || scriptId === null) return [];
    return [{ key, scriptId, line: frame.line, column: frame.column }];
  });
  await pauseAt(session, points, (key, { asyncFrames }) => {
    const site = sites.get(key)!;
    if (!site.frames.some(isOwnFrame) && asyncFrames.some(isOwnFrame))
      sites.set(key, { ...site, frames: [...site.frames, ...asyncFrames] });
  });
  return sites;
}

/**
 * A callback of a dependency is called by Node, and what of the service stands above it only happened to make Node do so (`http.get` for a
 * listener that a package put on the request's socket). Where the service itself calls a function around the callback, that is its line.
 */
async function followAround(
  session: DiagnosisSession,
  found: Map<string, GrowthSite>,
): Promise<Map<string, GrowthSite>> {
  const open = [...found].filter(([, { frames, evidence }]) => evidence !== 'allocation' && isCalledByNode(frames));
  if (open.length === 0) return found;
  const table = await session.scripts();
  const points: PausePoint[] = [];
  for (const [key, { frames }] of open) {
    const scriptId = scriptOf(frames[0]!, table);
    const program = scriptId === null ? null : parseScript(await readScriptSource(session.client, scriptId));
    if (scriptId === null || program === null) continue;
    // The innermost is the callback.
    for (const { node } of functionsAround(program, frames[0]!).slice(0, -1)) {
      const { start } = (node['body'] as SyntaxNode).loc!;
      points.push({ key, scriptId, line: start.line - 1, column: start.column });
    }
  }
  const sites = new Map(found);
  await pauseAt(session, points, (key, { frames }) => {
    const site = found.get(key)!;
    if (sites.get(key) !== site || !leadsOutByCalls(frames)) return;
    sites.set(key, { ...site, frames: [...ofPackage(site.frames), ...frames] });
  });
  return sites;
}

/** Whether Node's own code called the first frames, which are a package's. */
function isCalledByNode(frames: readonly GrowthFrame[]): boolean {
  const caller = callerOf(frames);
  return caller !== undefined && caller !== frames[0] && !isOwnFrame(caller);
}

/** Whether a package's frames are called by the service's own code, with nothing between. */
function leadsOutByCalls(frames: readonly GrowthFrame[]): boolean {
  const caller = callerOf(frames);
  return caller !== undefined && isOwnFrame(caller);
}

/** What called a package's first frames. */
function callerOf(frames: readonly GrowthFrame[]): GrowthFrame | undefined {
  return frames[ofPackage(frames).length];
}

/** The first frames as far as they are a package's; code that V8 names no file for is passed through. */
function ofPackage(frames: readonly GrowthFrame[]): readonly GrowthFrame[] {
  const end = frames.findIndex(({ url }) => url !== '' && packageOf(url) === null);
  return end === -1 ? frames : frames.slice(0, end);
}

/** The script that a frame lies in; null: none that is known. */
export function scriptOf({ url }: GrowthFrame, table: ReadonlyMap<number, Script>): number | null {
  const path = url.replace(/^file:\/\//, '');
  return [...table].find(([, script]) => script.url.replace(/^file:\/\//, '') === path)?.[0] ?? null;
}
