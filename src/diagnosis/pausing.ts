import type { GrowthFrame } from '../growth/growth-site.ts';
import type { Script } from '../inspector/script-table.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';

/** Asynchronous steps (nextTick, promises, timers) that V8 follows back from a pause. */
const DEEPEST = 32;

/** Where to pause, 0-based, and what for. */
export interface PausePoint {
  readonly key: string;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** The calls at a pause, innermost first, and those of the asynchronous steps that led to them. */
export interface Pause {
  readonly frames: readonly GrowthFrame[];
  readonly asyncFrames: readonly GrowthFrame[];
}

interface StackTrace {
  readonly callFrames: readonly (CallPlace & { readonly functionName: string })[];
  readonly parent?: StackTrace | undefined;
}

interface CallPlace {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber?: number | undefined;
}

/** Breakpoints that do pause, for a few requests. Points that V8 refuses are left out. */
export async function pauseAt(
  { client, scripts, load }: DiagnosisSession,
  points: readonly PausePoint[],
  onPause: (key: string, pause: Pause) => void,
): Promise<void> {
  if (points.length === 0) return;
  const table = await scripts();
  const keys = new Map<string, string>();
  const stopPausing = client.on('Debugger.paused', ({ hitBreakpoints, callFrames, asyncStackTrace }) => {
    for (const id of hitBreakpoints ?? []) {
      const key = keys.get(id);
      if (key !== undefined)
        onPause(key, {
          frames: callFrames.map(({ functionName, location }) => frameAt(functionName, location, table)),
          asyncFrames: asyncFramesOf(asyncStackTrace as StackTrace | undefined, table),
        });
    }
    // Refused only when the session ends.
    client.send('Debugger.resume').catch(() => undefined);
  });
  try {
    await client.send('Debugger.setAsyncCallStackDepth', { maxDepth: DEEPEST });
    // Promises and ticks made before are not followed; code that was collected hits no breakpoint until it has run.
    await load('few');
    for (const { key, scriptId, line, column } of points) {
      const location = { scriptId: String(scriptId), lineNumber: line, columnNumber: column };
      const answer = await client.send('Debugger.setBreakpoint', { location }).catch(() => null);
      if (answer !== null) keys.set(answer.breakpointId, key);
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
}

function asyncFramesOf(trace: StackTrace | undefined, table: ReadonlyMap<number, Script>): GrowthFrame[] {
  if (trace === undefined) return [];
  const frames = trace.callFrames.map(({ functionName, ...place }) => frameAt(functionName, place, table));
  return [...frames, ...asyncFramesOf(trace.parent, table)];
}

/** The frames of a pause carry no URL of their own for every script: they are named by the table. */
function frameAt(
  functionName: string,
  { scriptId, lineNumber, columnNumber = 0 }: CallPlace,
  table: ReadonlyMap<number, Script>,
): GrowthFrame {
  return { url: table.get(Number(scriptId))?.url ?? '', line: lineNumber, column: columnNumber, functionName };
}
