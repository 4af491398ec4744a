import { join, relative } from 'node:path';
import type { Reproduction } from '../capture/manifest.ts';
import type { GrowthView } from '../engine/engine-core.ts';
import { isLeak } from '../growth/finding.ts';
import { isOffHeapKey } from '../growth/gather-tracks.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { type RequestBody, type Scenario, type Step, type Surroundings, sharesOf } from '../load/scenario.ts';
import { isConstant } from '../load/template.ts';
import { isSecretHeader } from '../options/http-fields.ts';
import { SCENARIO_FILE } from '../report-folder.ts';
import { oneLeakDecides } from './follow-plan.ts';
import { type GainsOf, gainsByReadings, withGainsBySizes, withGainsBySnapshots } from './measure-gains.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** New entries that show the growth; of one or two a stray one could be among them. */
const FEWEST_ENTRIES = 3;
/** Of what grows in bytes: a text, memory outside the heap. */
const FEWEST_BYTES = 16_384;
/** More is not spent on snapshots for a leak whose container has no size; nothing of a quick run. */
const MOST_SNAPSHOT_SECONDS = 8;
/** Rarer growth would take longer to show than it helps. */
const MOST_REQUESTS = 400;
/** Share of the predicted growth that the attempt must reach. */
const ENOUGH = 0.5;

/** Where a base, a limit or an acceptance may let the most important leak pass, so many are tried, one of which may fail. */
const MOST_LEAKS = 4;
/** No further one is begun after so long, and no attempt lasts longer. */
const LONGEST_MS = 4_000;

/**
 * After the verdict: the shortest load that still grows the most important leak, or one each of several. One request alone before all of them, one
 * connection before two and before all, as few requests as three new entries need; each attempt is measured on the service.
 */
export async function shortenScenario(deps: PlanDependencies, judgements: readonly Judgement[]): Promise<void> {
  const { options, recording, engine, on } = deps;
  const leaks = mostImportant(judgements.filter(isLeak), await engine.view()).slice(
    0,
    oneLeakDecides(options) ? 1 : MOST_LEAKS,
  );
  if (leaks.length === 0) return;
  const beganMs = recording.nowMs();
  await recording.timed('shortening', on, 'fewest requests that show the leak', async () => {
    for (const leak of leaks) {
      if (recording.reproductions.length > 0 && recording.nowMs() - beganMs > LONGEST_MS) break;
      recording.reproductions.push(await findShortest(deps, leak));
    }
    return recording.reproductions.map((each) => progressText(each, options)).join('; ');
  });
}

function progressText({ request, connections, seen }: Reproduction, options: PlanDependencies['options']): string {
  const what = request ?? `${options.scenario.requests.length} kinds of requests`;
  return seen === null
    ? `${what}, no shorter load was seen to show it`
    : `${seen.requests} × ${what} over ${connections} of ${options.connections} connections`;
}

async function findShortest(deps: PlanDependencies, leak: Judgement): Promise<Reproduction> {
  const { options, recording } = deps;
  const path = leak.track.key;
  const { requests: kinds } = options.scenario;
  const one =
    recording.growthRequests.find((row) => row.path === path)?.request ?? (kinds.length === 1 ? kinds[0]!.name : null);
  const most = one === null ? recording.growthKinds.find((row) => row.path === path)?.kinds[0] : undefined;
  const alone = one ?? most?.name ?? null;
  // Sent alone, a request grows it as much more often as it is a share of the load.
  const perRequest = most?.perRequest ?? leak.rate.perRequest / (sharesOf(options.scenario).get(alone ?? '') ?? 1);
  const sent = alone === null ? kinds : kinds.filter(({ name }) => name === alone);
  const known = {
    path,
    request: alone,
    perRequest,
    scenario: withoutSecrets({ ...options.scenario, requests: sent }),
    scenarioFile: join(relative(process.cwd(), options.reportDirectory), SCENARIO_FILE),
  };
  // The connections of each round show it, whatever they send.
  if (leak.status === 'per-connection')
    return { ...known, request: null, perRequest: 1, connections: options.connections, seen: null };
  const isBytes = leak.track.unit === 'bytes';
  // A rate of 0.9999 is one per request, of which the last was cut off by a round.
  const requests = Math.ceil((isBytes ? FEWEST_BYTES : FEWEST_ENTRIES) / perRequest - 0.05);
  const all = options.connections;
  if (requests > MOST_REQUESTS) return { ...known, connections: all, seen: null };
  const mostSeconds = options.depth === 'quick' ? 0 : MOST_SNAPSHOT_SECONDS;
  const attempts = [...new Set([1, Math.min(2, all), all])];
  const seen = isOffHeapKey(path)
    ? await attempt(await gainsByReadings(deps))
    : ((await withGainsBySizes(deps, [leak], attempt)) ??
      (await withGainsBySnapshots(deps, { times: attempts.length, mostSeconds }, attempt)));
  return seen ?? { ...known, connections: all, seen: null };

  /** The fewest connections over which the requests add what is predicted. */
  async function attempt(gainsOf: GainsOf): Promise<Reproduction | null> {
    for (const connections of attempts) {
      const amount = Math.max(requests, connections);
      const grew = (await gainsOf(amount, alone, connections, LONGEST_MS)).byTrack.get(path);
      if (grew !== undefined && grew >= ENOUGH * perRequest * amount)
        return { ...known, connections, seen: { requests: amount, grew, unit: isBytes ? 'bytes' : 'objects' } };
    }
    return null;
  }
}

/** The report is kept as an artifact. */
function withoutSecrets({ requests, around, ...rest }: Scenario): Scenario {
  const parts = Object.entries(around ?? {}).map(([part, steps]) => [part, steps.map(hideSecrets)]);
  return {
    ...rest,
    requests: requests.map((request) =>
      request.kind === 'flow' ? { ...request, steps: request.steps.map(hideSecrets) } : hideSecrets(request),
    ),
    ...(around !== undefined && { around: Object.fromEntries(parts) as Surroundings }),
  };
}

/** What a placeholder stands for is no secret that was written down. */
function hideSecrets<T extends Step>(step: T): T {
  if (step.kind === 'think' || step.kind === 'close') return step;
  const headers = Object.entries(step.headers).map(([name, value]) => [
    name,
    isSecretHeader(name) && isConstant(value) ? '***' : value,
  ]);
  const hidden = { ...step, headers: Object.fromEntries(headers) as Record<string, string> };
  return hidden.kind === 'http' ? { ...hidden, body: withoutFiles(hidden.body) } : hidden;
}

/** Files stay named, and their bytes stay out of the manifest. */
function withoutFiles(body: RequestBody): RequestBody {
  if (body.kind === 'bytes') return { ...body, bytes: new Uint8Array() };
  if (body.kind !== 'multipart') return body;
  return {
    ...body,
    parts: body.parts.map((part) => (part.file === undefined ? part : { ...part, content: new Uint8Array() })),
  };
}

/** By the bytes that they retain, as the findings are ordered; of what grows below one parent, the largest. */
function mostImportant(leaks: readonly Judgement[], { moving }: GrowthView): Judgement[] {
  const paths = new Map(moving.map((path) => [path.key, path]));
  const gain = ({ track }: Judgement): number => {
    const bytes = paths.get(track.key)?.retainedBytes ?? [0];
    return bytes.at(-1)! - bytes[0]!;
  };
  const parents = new Set<string>();
  return leaks
    .toSorted((a, b) => gain(b) - gain(a))
    .filter(({ track }) => {
      const parent = paths.get(track.key)?.parentKey ?? track.key;
      return !parents.has(parent) && parents.add(parent);
    });
}
