import type { GrowthDescription } from '../growth/describe-growth.ts';
import type { GrowthSite } from '../growth/growth-site.ts';
import type { InspectorClient } from '../inspector/inspector-client.ts';
import { INSERTION_PROBE } from './insertion-probe.ts';

/** What is looked for: one growing path, or a kind of off-heap growth. */
export type SiteTarget =
  | { readonly key: string; readonly kind: 'container'; readonly description: GrowthDescription }
  | { readonly key: string; readonly kind: 'timers' }
  | { readonly key: string; readonly kind: 'descriptors' };

type RawRow = {
  readonly frames: readonly (readonly [string, number, number, string])[];
  readonly seen: number;
  readonly stayed: number;
};

/** Named apart from single calls' handles, which are released after each. */
const GROUP = 'leakgate-probe';

/**
 * Asks the growing containers themselves who inserts into them: probes are put in through their heap object ids, the load
 * runs for a few requests, the probes are taken out, and after a collection only what stayed counts (an insertion that is
 * removed again is no evidence). By target key, the stack that left most behind.
 */
export async function findGrowthSites(
  client: InspectorClient,
  targets: readonly SiteTarget[],
  load: () => Promise<void>,
  settle: () => Promise<void>,
): Promise<Map<string, GrowthSite>> {
  const { result } = await client.send('Runtime.evaluate', {
    expression: INSERTION_PROBE,
    objectGroup: GROUP,
    silent: true,
  });
  const probe = result.objectId;
  if (probe === undefined) return new Map();
  const groups = new Map<string, number>();
  try {
    for (const target of targets) {
      const group = await install(client, probe, target);
      if (group !== null) groups.set(target.key, group - 1);
    }
    try {
      await load();
    } finally {
      await call(client, probe, 'stop');
    }
    await settle();
    const rows = ((await call(client, probe, 'results')) ?? []) as readonly (readonly RawRow[])[];
    return best(groups, rows);
  } finally {
    await client.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
}

async function install(client: InspectorClient, probe: string, target: SiteTarget): Promise<number | null> {
  if (target.kind === 'timers') return (await call(client, probe, 'watchTimers')) as number;
  if (target.kind === 'descriptors') return (await call(client, probe, 'watchDescriptors')) as number;
  const container = await client
    .send('HeapProfiler.getObjectByHeapObjectId', {
      objectId: String(target.description.containerId),
      objectGroup: GROUP,
    })
    .catch(() => null);
  if (container?.result.objectId === undefined) return null;
  const answer = await client.send('Runtime.callFunctionOn', {
    objectId: probe,
    functionDeclaration: 'function (target, slot) { return this.watch(target, slot); }',
    arguments: [{ objectId: container.result.objectId }, { value: slotOf(target.description) }],
    returnByValue: true,
    silent: true,
  });
  return typeof answer.result.value === 'number' ? answer.result.value : null;
}

/** The property of the container through which everything new hangs, when it is one that exists already (a list's head). */
function slotOf({ containerKind, steps }: GrowthDescription): string | null {
  if (['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'].includes(containerKind)) return null;
  const reference = steps.find((step) => step.suspect)?.reference ?? '';
  return /^\.[\w$]+$/.test(reference) ? reference.slice(1) : null;
}

async function call(client: InspectorClient, probe: string, method: string): Promise<unknown> {
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: probe,
    functionDeclaration: `function () { return this.${method}(); }`,
    returnByValue: true,
    silent: true,
  });
  return result.value;
}

function best(groups: ReadonlyMap<string, number>, rows: readonly (readonly RawRow[])[]): Map<string, GrowthSite> {
  const found = new Map<string, GrowthSite>();
  for (const [key, group] of groups) {
    const top = (rows[group] ?? []).filter((row) => row.stayed > 0).toSorted((a, b) => b.stayed - a.stayed)[0];
    if (top === undefined) continue;
    found.set(key, {
      seen: top.seen,
      stayed: top.stayed,
      frames: top.frames
        .filter(([file]) => !file.includes('leakgate-probe'))
        .map(([url, line, column, functionName]) => ({
          url,
          line: Math.max(0, line - 1),
          column: Math.max(0, column - 1),
          functionName,
        })),
    });
  }
  return found;
}
