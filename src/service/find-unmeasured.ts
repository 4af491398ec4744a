import { describeCancellation } from '../inspector/cancellation.ts';
import { openWorkerThreads } from '../inspector/worker-threads.ts';
import { askProcess, type NodeProcess, nameProcess, withQuestions } from './find-service-process.ts';
import type { RunningService } from './running-service.ts';

export interface Unmeasured {
  /** Worker threads of the processes that serve, each by its script. */
  readonly threads: readonly string[];
  /** Node processes that these have started and that serve nothing themselves. */
  readonly helpers: readonly string[];
}

/**
 * What does the service's work beside the processes that answer, and has a heap of its own: a leak in it would go unseen, so
 * a run has to say that it is there. What started the service is no part of it.
 */
export async function findUnmeasured(
  { serving, candidates, inspectorUrls }: Pick<RunningService, 'serving' | 'candidates' | 'inspectorUrls'>,
  { workerThreads, signal }: { workerThreads: boolean; signal: AbortSignal },
): Promise<Unmeasured> {
  const asked = workerThreads ? [] : serving;
  const threads = await Promise.all(asked.map(({ inspectorUrl }) => threadsOf(inspectorUrl, signal)));
  const known = new Set(candidates.map((each) => each.inspectorUrl));
  const late = [...inspectorUrls()].filter((url) => !known.has(url));
  const met = await Promise.all(late.map((inspectorUrl) => factsOf(inspectorUrl, signal)));
  const all = [...candidates, ...met.filter((each) => each !== null)];
  return { threads: threads.flat(), helpers: helpersOf(serving, all).map(nameProcess) };
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

async function threadsOf(inspectorUrl: string, signal: AbortSignal): Promise<string[]> {
  try {
    return await withQuestions(inspectorUrl, signal, async (client) =>
      (await openWorkerThreads(client))
        // Node's own thread for loaders (`--import tsx`) does no work for requests.
        .filter(({ url }) => !url.startsWith('node:internal/'))
        .map(({ url }) => url.split('/').at(-1) || 'without a file'),
    );
  } catch {
    // A service that cannot be asked this is told by the session that measures it.
    if (signal.aborted) throw describeCancellation(signal);
    return [];
  }
}
