import type { InspectorClient } from './inspector-client.ts';

export interface Script {
  /** `file:///…`, a bare path (CommonJS on old versions), `node:…` or empty for evaluated code. */
  readonly url: string;
  /** As written in the file: relative, absolute or a data: URL. */
  readonly sourceMapUrl: string | null;
}

/** One script's source; rejects while the debugger is off. */
export async function readScriptSource(client: InspectorClient, scriptId: number): Promise<string> {
  return (await client.send('Debugger.getScriptSource', { scriptId: String(scriptId) })).scriptSource;
}

/**
 * One script's source, with the debugger on only while it is asked for: left on, V8 keeps an object for each promise that
 * the service awaits, about one per request, which would then be measured.
 */
export async function readScriptSourceBetween(client: InspectorClient, scriptId: number): Promise<string> {
  await client.send('Debugger.enable', {});
  try {
    await client.send('Debugger.setSkipAllPauses', { skip: true });
    return await readScriptSource(client, scriptId);
  } finally {
    await client.send('Debugger.disable');
  }
}

/**
 * Turns the debugger on and lists every script that is loaded, by script id; later ones are added as they load.
 * Costs the service 0.4–0.55 MB for good: ask only after the last measuring snapshot. Pauses (`debugger;` statements)
 * are skipped; whoever sets breakpoints must allow them again.
 */
export async function listScripts(client: InspectorClient): Promise<ReadonlyMap<number, Script>> {
  const scripts = new Map<number, Script>();
  client.on('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL }) => {
    scripts.set(Number(scriptId), { url, sourceMapUrl: sourceMapURL ? sourceMapURL : null });
  });
  // Events for scripts already loaded all come before the reply.
  await client.send('Debugger.enable', {});
  await client.send('Debugger.setSkipAllPauses', { skip: true });
  return scripts;
}
