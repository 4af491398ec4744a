import type { DiagnosisSession } from './diagnosis-session.ts';
import type { ProbeRow, RawFrame } from './probe-handle.ts';

/** Mean bytes between samples: fine enough that a dozen objects of 100 bytes show. */
const SAMPLING_BYTES = 64;

interface ProfileNode {
  readonly callFrame: {
    readonly functionName: string;
    readonly scriptId: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly selfSize: number;
  readonly id: number;
  readonly children: readonly ProfileNode[];
}

/**
 * Where the service allocated what a few requests left behind: V8's sampling heap profiler drops samples of collected
 * objects, so what is in the profile after a collection lives. Stacks with the most live objects first; frames are functions
 * (their definition), not statements.
 */
export async function profileAllocations({ client, load, settle, scripts }: DiagnosisSession): Promise<ProbeRow[]> {
  await client.send('HeapProfiler.startSampling', { samplingInterval: SAMPLING_BYTES });
  try {
    await load('enough');
    await settle();
    const { profile } = await client.send('HeapProfiler.getSamplingProfile');
    const table = await scripts();
    const rows = rowsOf(profile.head, profile.samples, (scriptId) => table.get(Number(scriptId))?.url ?? '');
    return rows.toSorted((a, b) => b.stayed - a.stayed);
  } finally {
    await client.send('HeapProfiler.stopSampling');
  }
}

/** One row per stack of the profile that has live samples. */
export function rowsOf(
  head: ProfileNode,
  samples: readonly { readonly nodeId: number }[],
  urlOf: (scriptId: string) => string,
): ProbeRow[] {
  const counts = new Map<number, number>();
  for (const { nodeId } of samples) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  const rows: ProbeRow[] = [];
  const visit = ({ callFrame, id, children }: ProfileNode, callers: readonly RawFrame[]): void => {
    const { functionName, scriptId, url, lineNumber, columnNumber } = callFrame;
    const frame: RawFrame = [url || urlOf(scriptId), lineNumber + 1, columnNumber + 1, functionName];
    const frames = [frame, ...callers];
    const live = counts.get(id) ?? 0;
    if (live > 0) rows.push({ frames, kind: '', seen: live, stayed: live });
    for (const child of children) visit(child, frames);
  };
  visit(head, []);
  return rows;
}
