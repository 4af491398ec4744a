import { type AllocationNode, type AllocationProfile, stacksOf } from '../growth/allocation-tree.ts';
import type { GrowthFrame } from '../growth/growth-site.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';
import type { ProbeRow } from './probe-handle.ts';

/** Mean bytes between samples: fine enough that a dozen objects of 100 bytes show, and no finer than the flame graph can use. */
const FINEST_BYTES = 64;
const COARSEST_BYTES = 16_384;
/** What a leak leaves behind is told in so many samples; each costs a stack, whether its object stays or not. */
const SAMPLES = 5000;

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
 * Where the service allocated what some requests left behind: V8's sampling heap profiler drops samples of collected
 * objects, so what is in the profile after a collection lives. `bytesPerRequest`: of the smallest leak, 0 where it is not known.
 */
export async function profileAllocations(
  { client, load, settle, scripts, requests: { many } }: DiagnosisSession,
  bytesPerRequest: number,
): Promise<AllocationProfile> {
  const table = await scripts();
  const interval = Math.round((bytesPerRequest * many) / SAMPLES);
  const samplingInterval = Math.min(COARSEST_BYTES, Math.max(FINEST_BYTES, interval));
  await client.send('HeapProfiler.startSampling', { samplingInterval });
  try {
    const requests = await load('many');
    await settle();
    const { profile } = await client.send('HeapProfiler.getSamplingProfile');
    const counts = new Map<number, number>();
    for (const { nodeId } of profile.samples) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
    const urlOf = (scriptId: string): string => table.get(Number(scriptId))?.url ?? '';
    return { requests, root: readTree(profile.head, counts, urlOf) };
  } finally {
    await client.send('HeapProfiler.stopSampling');
  }
}

/** V8's profile as a tree of live allocations; scripts without a URL are named by their id. */
export function readTree(
  { callFrame, selfSize, id, children }: ProfileNode,
  samples: ReadonlyMap<number, number>,
  urlOf: (scriptId: string) => string,
): AllocationNode<GrowthFrame> {
  const { functionName, scriptId, url, lineNumber, columnNumber } = callFrame;
  return {
    frame: { url: url || urlOf(scriptId), line: lineNumber, column: columnNumber, functionName },
    bytes: selfSize,
    samples: samples.get(id) ?? 0,
    children: children.map((child) => readTree(child, samples, urlOf)),
  };
}

/** The stacks as rows of evidence, those with the most live objects first. */
export function allocationRows({ root }: AllocationProfile): ProbeRow[] {
  return stacksOf(root)
    .map(({ frames, samples }) => ({
      frames: frames.map(({ url, line, column, functionName }) => [url, line + 1, column + 1, functionName] as const),
      kind: '',
      seen: samples,
      stayed: samples,
    }))
    .toSorted((a, b) => b.stayed - a.stayed);
}
