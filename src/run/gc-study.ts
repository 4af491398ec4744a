import type { CollectorSetting, GcSetting } from '../capture/manifest.ts';
import type { Judgement } from '../growth/judge-track.ts';
import type { InspectorClient } from '../inspector/inspector-client.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Mean bytes between samples: 3,000 requests that leave 100 bytes each give about 300 samples. */
const SAMPLING_BYTES = 1024;
const COLLECTIONS = 12;
const LOAD_SECONDS = 1;
const MOST_REQUESTS = 4000;
/** What the studied requests of a leaking service may leave behind. */
const MOST_GROWTH_BYTES = 16e6;

/**
 * V8 reads this flag whenever it chooses a collector, on Node 20 to 26: each collection of the young generation becomes
 * one of the whole heap. It changes no structure of the heap, and unset everything is as before.
 */
const FLAGS: Readonly<Record<CollectorSetting, { readonly set: string; readonly unset: string } | null>> = {
  default: null,
  aggressive: { set: '--gc-global', unset: '--no-gc-global' },
};

/**
 * The same scenario under V8's default and under an aggressive collector, and after each how much of what the requests
 * allocated outlives up to 12 forced collections, with a turn of the event loop between two: what finalisers, WeakRefs
 * and ephemerons release late is gone after a few; what is retained stays. Counted by the sampling heap profiler, which
 * forgets samples of collected objects, and so sees nothing that was there before.
 */
export async function studyCollections(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { options, recording, on } = deps;
  if (!options.gcStudy) return;
  const leaks = judgements.some(({ status }) => status === 'leak');
  const bytesPerRequest = leaks ? recording.bytesPerRequest() : 0;
  const requests = Math.max(
    options.connections,
    Math.round(
      Math.min(
        MOST_REQUESTS,
        LOAD_SECONDS * recording.requestsPerSecond(),
        bytesPerRequest > 0 ? MOST_GROWTH_BYTES / bytesPerRequest : Number.POSITIVE_INFINITY,
      ),
    ),
  );
  await recording.timed('gc-study', on, `${requests.toLocaleString('en')} requests under two collectors`, async () => {
    const settings = [await studySetting(deps, 'default', requests), await studySetting(deps, 'aggressive', requests)];
    recording.gcStudy = { settings };
    return settings
      .map(
        ({ setting, survivors, requests: sent }) => `${setting} ${Math.round(survivors.at(-1)! / sent)} B per request`,
      )
      .join(', ');
  });
}

async function studySetting(
  { session, capture, options }: PlanDependencies,
  setting: CollectorSetting,
  requests: number,
): Promise<GcSetting> {
  const clients = session.isolates.map((isolate) => isolate.session.client);
  const flags = FLAGS[setting];
  if (flags !== null) await setFlag(clients, flags.set);
  try {
    // Code and feedback that the setting's own collections threw away are made again before anything is counted.
    await capture.load(warmUpFor(requests, options.connections));
    await session.settle();
    for (const client of clients) await client.send('HeapProfiler.startSampling', { samplingInterval: SAMPLING_BYTES });
    const before = (await session.readMemory()).garbageCollections;
    const { succeeded } = await capture.load(requests);
    const after = (await session.readMemory()).garbageCollections;
    const survivors = [await liveBytes(clients)];
    while (survivors.length <= COLLECTIONS) {
      await session.collectGarbage();
      await session.turnEventLoop();
      survivors.push(await liveBytes(clients));
    }
    return {
      setting,
      requests: succeeded,
      minorCollections: after.minor - before.minor,
      majorCollections: after.major - before.major,
      survivors,
    };
  } finally {
    for (const client of clients) await client.send('HeapProfiler.stopSampling').catch(() => undefined);
    if (flags !== null) await setFlag(clients, flags.unset);
  }
}

function warmUpFor(requests: number, connections: number): number {
  return Math.max(connections, Math.round(requests / 2));
}

async function setFlag(clients: readonly InspectorClient[], flag: string): Promise<void> {
  for (const client of clients) {
    await client.send('Runtime.evaluate', {
      expression: `(process.getBuiltinModule ?? require)('node:v8').setFlagsFromString('${flag}')`,
      includeCommandLineAPI: true,
      silent: true,
    });
  }
}

async function liveBytes(clients: readonly InspectorClient[]): Promise<number> {
  let bytes = 0;
  for (const client of clients) {
    const { profile } = await client.send('HeapProfiler.getSamplingProfile');
    bytes += profile.samples.reduce((sum, { size }) => sum + size, 0);
  }
  return bytes;
}
