import { describeCancellation } from '../inspector/cancellation.ts';
import { askProcess, type NodeProcess } from './find-service-process.ts';
import type { RunningService } from './running-service.ts';

/**
 * The Node processes that the serving ones have started and that serve nothing themselves: they do the service's work in heaps
 * of their own. What started the service is none of them.
 */
export async function findHelpers(
  { serving, candidates, inspectorUrls }: Pick<RunningService, 'serving' | 'candidates' | 'inspectorUrls'>,
  signal: AbortSignal,
): Promise<NodeProcess[]> {
  const known = new Set(candidates.map((each) => each.inspectorUrl));
  const late = [...inspectorUrls()].filter((url) => !known.has(url));
  const met = await Promise.all(late.map((inspectorUrl) => factsOf(inspectorUrl, signal)));
  return helpersOf(serving, [...candidates, ...met.filter((each) => each !== null)]);
}

/** Descendants, as far as each generation is a Node process. */
export function helpersOf(serving: readonly NodeProcess[], candidates: readonly NodeProcess[]): NodeProcess[] {
  const family = new Set(serving.map(({ facts }) => facts.pid));
  const helpers: NodeProcess[] = [];
  for (;;) {
    const born = candidates.filter(({ facts }) => !family.has(facts.pid) && family.has(facts.parentPid));
    if (born.length === 0) return helpers;
    for (const each of born) family.add(each.facts.pid);
    helpers.push(...born);
  }
}

/** null: it has ended, or somebody made the announcement up. */
async function factsOf(inspectorUrl: string, signal: AbortSignal): Promise<NodeProcess | null> {
  try {
    return { facts: await askProcess(inspectorUrl, signal), inspectorUrl };
  } catch {
    if (signal.aborted) throw describeCancellation(signal);
    return null;
  }
}
