import type { GrowthFrame, GrowthSite } from '../growth/growth-site.ts';
import { packageOf } from '../growth/locate-script.ts';
import type { Script } from '../inspector/script-table.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';

/** Asynchronous steps (nextTick, promises, timers) that V8 follows back from a pause. */
const DEEPEST = 32;

interface StackTrace {
  readonly callFrames: readonly {
    readonly functionName: string;
    readonly scriptId: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  }[];
  readonly parent?: StackTrace | undefined;
}

/** A frame of the service's own code: neither Node's nor a package's. */
export function isOwnFrame({ url }: Pick<GrowthFrame, 'url'>): boolean {
  return /^(file:|\/|[A-Za-z]:[\\/])/.test(url) && packageOf(url) === null;
}

/**
 * Completes stacks that never leave a dependency: a breakpoint that does pause, at the statement, for a few requests, with
 * the asynchronous steps that led to it. Sites whose stacks stay without a line of the service are returned as they were.
 */
export async function findCallers(
  { client, scripts, load }: DiagnosisSession,
  found: ReadonlyMap<string, GrowthSite>,
): Promise<Map<string, GrowthSite>> {
  const sites = new Map(found);
  const open = [...found].filter(([, { frames, evidence }]) => evidence !== 'allocation' && !frames.some(isOwnFrame));
  if (open.length === 0) return sites;
  const table = await scripts();
  const keys = new Map<string, string>();
  const stopPausing = client.on('Debugger.paused', ({ hitBreakpoints, asyncStackTrace }) => {
    const key = keys.get(hitBreakpoints?.[0] ?? '');
    const site = key === undefined ? undefined : sites.get(key);
    if (key !== undefined && site !== undefined && !site.frames.some(isOwnFrame)) {
      const callers = framesOf(asyncStackTrace as StackTrace | undefined, table);
      if (callers.some(isOwnFrame)) sites.set(key, { ...site, frames: [...site.frames, ...callers] });
    }
    // Refused only when the session ends.
    client.send('Debugger.resume').catch(() => undefined);
  });
  try {
    await client.send('Debugger.setAsyncCallStackDepth', { maxDepth: DEEPEST });
    // Promises and ticks made before are not followed; code that was collected hits no breakpoint until it has run.
    await load('few');
    for (const [key, { frames }] of open) {
      const id = await breakAt(
        client,
        table,
        frames.find(({ url }) => /^(file:|\/|[A-Za-z]:)/.test(url)),
      );
      if (id !== null) keys.set(id, key);
    }
    if (keys.size > 0) {
      await client.send('Debugger.setSkipAllPauses', { skip: false });
      await load('few');
    }
  } finally {
    await client.send('Debugger.setSkipAllPauses', { skip: true });
    for (const breakpointId of keys.keys()) await client.send('Debugger.removeBreakpoint', { breakpointId });
    await client.send('Debugger.setAsyncCallStackDepth', { maxDepth: 0 });
    stopPausing();
  }
  return sites;
}

async function breakAt(
  client: DiagnosisSession['client'],
  table: ReadonlyMap<number, Script>,
  frame: GrowthFrame | undefined,
): Promise<string | null> {
  if (frame === undefined) return null;
  const script = [...table].find(
    ([, { url }]) => url.replace(/^file:\/\//, '') === frame.url.replace(/^file:\/\//, ''),
  );
  if (script === undefined) return null;
  const location = { scriptId: String(script[0]), lineNumber: frame.line, columnNumber: frame.column };
  const answer = await client.send('Debugger.setBreakpoint', { location }).catch(() => null);
  return answer?.breakpointId ?? null;
}

/** The frames of a pause carry no URL of their own for every script: they are named by the table. */
function framesOf(trace: StackTrace | undefined, table: ReadonlyMap<number, Script>): GrowthFrame[] {
  if (trace === undefined) return [];
  const frames = trace.callFrames.map(({ functionName, scriptId, lineNumber, columnNumber }) => ({
    url: table.get(Number(scriptId))?.url ?? '',
    line: lineNumber,
    column: columnNumber,
    functionName,
  }));
  return [...frames, ...framesOf(trace.parent, table)];
}
