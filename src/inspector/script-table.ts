import { evaluate } from './evaluate.ts';
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
  return await withDebugger(client, () => readScriptSource(client, scriptId));
}

async function withDebugger<T>(client: InspectorClient, body: () => Promise<T>): Promise<T> {
  await client.send('Debugger.enable', {});
  try {
    await client.send('Debugger.setSkipAllPauses', { skip: true });
    return await body();
  } finally {
    await client.send('Debugger.disable');
  }
}

/** Of these V8 writes a snapshot without knowing where the lines of a script end (Node 20 has 11.3, Node 22 has 12.4). */
const LAST_WITHOUT_LINE_ENDS = 11;

/**
 * Lets V8 note where the lines of all scripts end, by turning the debugger on for a moment. Up to V8 11 a snapshot looks for the line of each
 * function from the beginning of its script, unless they are noted (Script::GetPositionInfo in src/objects/objects.cc): with Next.js' bundles, lines
 * of megabytes, a snapshot of 39 MB took 129 s on a busy machine, and 9 s afterwards. To be called once, before the first snapshot. Newer versions
 * gain nothing and are left alone.
 */
export async function noteLineEnds(client: InspectorClient): Promise<void> {
  const version = await evaluate<string>(client, 'process.versions.v8');
  if (Number.parseInt(version, 10) > LAST_WITHOUT_LINE_ENDS) return;
  await withDebugger(client, async () => undefined);
}

/** The debugger, turned on. */
export interface Debugging {
  /** Every script that is loaded, by script id; later ones are added as they load. */
  readonly scripts: ReadonlyMap<number, Script>;
  /** Turns it off; what was listed stays. */
  end(): Promise<void>;
}

/**
 * Turns the debugger on. Costs the service 0.4–0.55 MB for good: only after the last measuring snapshot. Pauses (`debugger;` statements)
 * are skipped; whoever sets breakpoints must allow them again.
 */
export async function startDebugging(client: InspectorClient): Promise<Debugging> {
  const scripts = new Map<number, Script>();
  const removeListener = client.on('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL }) => {
    scripts.set(Number(scriptId), { url, sourceMapUrl: sourceMapURL ? sourceMapURL : null });
  });
  // Events for scripts already loaded all come before the reply.
  await client.send('Debugger.enable', {});
  await client.send('Debugger.setSkipAllPauses', { skip: true });
  return {
    scripts,
    end: async () => {
      removeListener();
      await client.send('Debugger.disable');
    },
  };
}
