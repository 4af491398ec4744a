import type { GrowthFrame } from '../growth/growth-site.ts';
import type { Script } from '../inspector/script-table.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';

/** Asynchronous steps (nextTick, promises, timers) that V8 follows back from a pause. */
const DEEPEST = 32;

/** Where to pause, and what for; 0-based as in the protocol. */
export interface PausePoint {
  readonly key: string;
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number };
}

/** The calls at a pause, innermost first, and those of the asynchronous steps that led to them. */
export interface Pause {
  readonly frames: readonly GrowthFrame[];
  readonly asyncFrames: readonly GrowthFrame[];
}

interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface StackTrace {
  readonly callFrames: readonly CallFrame[];
  readonly parent?: StackTrace | undefined;
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
    const own = callFrames.map(({ functionName, location }) => ({
      functionName,
      scriptId: location.scriptId,
      lineNumber: location.lineNumber,
      columnNumber: location.columnNumber ?? 0,
    }));
    for (const id of hitBreakpoints ?? []) {
      const key = keys.get(id);
      if (key !== undefined)
        onPause(key, {
          frames: framesOf({ callFrames: own }, table),
          asyncFrames: framesOf(asyncStackTrace as StackTrace | undefined, table),
        });
    }
    // Refused only when the session ends.
    client.send('Debugger.resume').catch(() => undefined);
  });
  try {
    await client.send('Debugger.setAsyncCallStackDepth', { maxDepth: DEEPEST });
    // Promises and ticks made before are not followed; code that was collected hits no breakpoint until it has run.
    await load('few');
    for (const { key, location } of points) {
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
