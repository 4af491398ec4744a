import { profileAllocations } from '../diagnosis/allocation-profile.ts';
import type { DiagnosisSession } from '../diagnosis/diagnosis-session.ts';
import { isOwnFrame, scriptOf } from '../diagnosis/find-callers.ts';
import { findDeclaration } from '../diagnosis/find-declaration.ts';
import { findGrowthSites } from '../diagnosis/find-growth-sites.ts';
import { readHoldings } from '../diagnosis/read-holdings.ts';
import { readPackages } from '../diagnosis/read-packages.ts';
import type { SiteTarget } from '../diagnosis/site-target.ts';
import { SourceMaps } from '../diagnosis/source-maps.ts';
import { describeTracks } from '../engine/describe-tracks.ts';
import { type AllocationProfile, framesOf, pruneSmall } from '../growth/allocation-tree.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import { withOwnIds } from '../growth/describe-in-isolate.ts';
import { isLeak } from '../growth/finding.ts';
import { CONTEXTS_KEY, DESCRIPTORS_KEY, EXTERNAL_KEY, RESOURCE_KEY } from '../growth/gather-tracks.ts';
import { groupBy } from '../growth/group-by.ts';
import type { GrowthFrame, GrowthSite } from '../growth/growth-site.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { isFileUrl, positionKey, writtenAt } from '../growth/locate-script.ts';
import { innermost } from '../growth/readable-site.ts';
import { isolateOf } from '../isolate-id.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Probes are put into so many containers; further findings keep the place of their scope or class. */
const MOST_PROBED = 12;
/** Insertions that are waited for, and the requests that this may take at most. */
const INSERTIONS = 12;
const MOST_REQUESTS = 2000;
/** Requests whose allocations are profiled, as far as they fit into this time one after the other. */
const MOST_PROFILED = 300;
const PROFILED_SECONDS = 2;
/**
 * Sampling slows a service that allocates much down a hundredfold: 300 requests that took 2 s took more than a minute. A picture of what stayed is
 * taken for so long; where nothing but it may tell the line, as long as insertions are waited for.
 */
const LONGEST_PICTURE_SECONDS = 2;
/**
 * Insertions are waited for so long; a request of a service that its leak has saturated may take seconds. No load is longer,
 * whatever the speed before: with its allocations sampled, 10,000 timers answered one request in 0.8 s instead of 20 ms.
 */
const WATCHED_SECONDS = 20;
/** Enough to run the code of a request again. */
const FEW_REQUESTS = 3;
/** Loads until the isolate that is looked into has served half of what a load asks for. */
const MOST_TURNS = 5;

/**
 * After the verdict, while the service still lives: which statement inserts into each leaking container, and which file
 * that is for the person who wrote it. Nothing of this runs on a passing run. Without `probes` only what signatures are made of is looked up.
 */
export async function diagnoseLeaks(
  deps: PlanDependencies,
  judgements: readonly Judgement[],
  probes = true,
): Promise<void> {
  const { engine, recording, on } = deps;
  const leaks = judgements.filter(isLeak);
  if (judgements.length === 0) return;
  await recording.timed('diagnosis', on, 'who adds to what grows', async () => {
    const tracks = judgements.map(({ track }) => track.key);
    const descriptions = await describeTracks(engine, tracks, recording.liveReadings);
    const all = targetsOf(leaks, descriptions);
    const targets = all.slice(0, MOST_PROBED);
    for (const { target, keys } of targets) await recordHoldings(deps, target, keys);
    // Of all of them, and without probes too: in a bundle the variable's own place tells its file, which is part of the signature.
    for (const { target, keys } of all) await recordDeclaration(deps, target, keys);
    if (!probes) {
      await recordPositions(deps, descriptions.values());
      return 'files looked up';
    }
    const slowest = Math.min(...leaks.map((leak) => insertionsPerRequest(leak, descriptions.get(leak.track.key))));
    const fewest = (INSERTIONS / slowest) * Math.max(...targets.map(({ target }) => containersPerWatched(target)), 1);
    const requests = Math.min(MOST_REQUESTS, Math.max(INSERTIONS, Math.ceil(fewest)));
    const speed = await measureSpeed(deps);
    let found = 0;
    let profiled: Promise<AllocationProfile> | null = null;
    const smallest = Math.min(...leaks.map((leak) => bytesPerRequest(leak, descriptions.get(leak.track.key))));
    // One for the run: with several isolates, of the one where the first leak grows.
    const first = isolateOfTarget(targets[0]?.target);
    const profile = (mostSeconds: number): Promise<AllocationProfile> =>
      (profiled ??= profileAllocations(diagnosisSession(deps, first, requests, speed, mostSeconds), smallest));
    for (const [isolate, group] of groupBy(targets, ({ target }) => isolateOfTarget(target))) {
      const sites = await findGrowthSites(
        diagnosisSession(deps, isolate, requests, speed),
        group.map(({ target }) => withTargetsOwnIds(target)),
        () => profile(WATCHED_SECONDS),
      );
      found += sites.size;
      for (const { target, keys } of group) {
        const site = sites.get(target.key);
        if (site !== undefined) for (const path of keys) recording.growthSites.push({ path, site });
      }
    }
    if (leaks.length > 0) recording.allocations = withoutSmall(await profile(LONGEST_PICTURE_SECONDS));
    await recordPositions(deps, descriptions.values());
    await deps.session.endDebugging();
    return `${found} of ${targets.length} growth sites found`;
  });
}

/** WebAssembly's memory grows by whole pages. */
const WASM_PAGE_BYTES = 65_536;

function insertionsPerRequest({ track, rate }: Judgement, description: GrowthDescription | undefined): number {
  if (description?.containerKind === 'Memory') return rate.perRequest / WASM_PAGE_BYTES;
  const steps = track.inSteps ?? [];
  const largest = Math.max(0, ...steps.slice(1).map((bytes, i) => bytes - steps[i]!));
  const isInSteps = largest >= WASM_PAGE_BYTES && largest >= LARGE_STEP * (track.values.at(-1)! - track.values[0]!);
  return isInSteps ? rate.perRequest / largest : rate.perRequest;
}

/** Of all that was gained, in a step that is none of the many that the usual memory makes in a round. */
const LARGE_STEP = 0.1;

/** What a leak leaves behind; 0 where no object tells. */
function bytesPerRequest({ track, rate }: Judgement, description: GrowthDescription | undefined): number {
  if (track.unit === 'bytes') return rate.perRequest;
  if (description === undefined || description.newObjects === 0) return 0;
  return (description.exclusiveBytes / description.newObjects) * rate.perRequest;
}

/** So small a share of a growth nobody looks at, and the report stays small. */
const LEAST_SHARE = 0.0005;

function withoutSmall({ requests, root }: AllocationProfile): AllocationProfile {
  const rest = { url: '', line: 0, column: 0, functionName: '(smaller stacks)' };
  return { requests, root: pruneSmall(root, LEAST_SHARE, rest) };
}

/** How long a request took when one was last sent after the other; a service may slow down with what it leaks. */
interface Speed {
  secondsPerRequest: number;
}

async function measureSpeed({ capture, recording }: PlanDependencies): Promise<Speed> {
  const beganMs = recording.nowMs();
  await capture.probe(FEW_REQUESTS);
  return { secondsPerRequest: (recording.nowMs() - beganMs) / 1000 / FEW_REQUESTS };
}

function diagnosisSession(
  { session, capture, recording, options }: PlanDependencies,
  isolate: number,
  wanted: number,
  speed: Speed,
  mostSeconds = WATCHED_SECONDS,
): DiagnosisSession {
  const measured = session.isolates[isolate]!.session;
  const within = (seconds: number, most: number): number =>
    Math.max(FEW_REQUESTS, Math.min(most, Math.round(seconds / speed.secondsPerRequest)));
  const requests = {
    few: FEW_REQUESTS,
    enough: within(WATCHED_SECONDS, wanted),
    get many() {
      return Math.max(requests.enough, within(PROFILED_SECONDS, MOST_PROFILED));
    },
  };
  return {
    client: measured.client,
    requests,
    scripts: () => measured.scripts(),
    load: (amount, together = false) => loadUntilServed(requests[amount], together ? options.connections : 1),
    settle: async () => void (await measured.settle()),
  };

  // A primary hands a connection to the worker that is free first: one that a probe slows down may be given none.
  async function loadUntilServed(sent: number, connections: number): Promise<number> {
    const beganMs = recording.nowMs();
    const endsAtMs = beganMs + 1000 * Math.max(mostSeconds, 2 * FEW_REQUESTS * speed.secondsPerRequest);
    const before = (await session.countRequests())[isolate];
    let answered = 0;
    for (let turn = 1; turn <= MOST_TURNS && recording.nowMs() < endsAtMs; turn++) {
      answered += await capture.probe(sent, null, connections, endsAtMs - recording.nowMs());
      speed.secondsPerRequest = (recording.nowMs() - beganMs) / 1000 / Math.max(1, answered);
      const served = (await session.countRequests())[isolate];
      if (before === undefined || served === undefined || (served - before) * 2 >= sent) break;
    }
    return answered;
  }
}

/** Where 200 lists grow in turn and 13 of them are watched, one request in 15 is seen. */
function containersPerWatched(target: SiteTarget): number {
  if (target.kind !== 'container') return 1;
  const { containers, otherContainerIds } = target.description;
  return containers / (1 + otherContainerIds.length);
}

/** What Node holds outside the heap is looked for in the first. */
function isolateOfTarget(target: SiteTarget | undefined): number {
  return target?.kind === 'container' ? isolateOf(target.description.containerId) : 0;
}

function withTargetsOwnIds(target: SiteTarget): SiteTarget {
  return target.kind === 'container' ? { ...target, description: withOwnIds(target.description) } : target;
}

/** One target per container, for all of its tracks (a Map's keys and values). */
function targetsOf(
  leaks: readonly Judgement[],
  descriptions: ReadonlyMap<string, GrowthDescription>,
): { target: SiteTarget; keys: string[] }[] {
  const byContainer = groupBy(leaks, ({ track }) => String(descriptions.get(track.key)?.containerId ?? track.key));
  return [...byContainer.values()].flatMap((group) => {
    const keys = group.map(({ track }) => track.key);
    const target = targetOf(keys[0]!, descriptions.get(keys[0]!));
    return target === null ? [] : [{ target, keys }];
  });
}

function targetOf(key: string, description: GrowthDescription | undefined): SiteTarget | null {
  if (key === DESCRIPTORS_KEY) return { key, kind: 'descriptors' };
  if (key === EXTERNAL_KEY || key === CONTEXTS_KEY) return { key, kind: 'resource', resource: key };
  if (key.startsWith(RESOURCE_KEY)) return { key, kind: 'resource', resource: key.slice(RESOURCE_KEY.length) };
  return description === undefined ? null : { key, kind: 'container', description };
}

/** What the growing objects themselves say of the memory behind them, for the growth mode. */
async function recordHoldings(
  { session, recording }: PlanDependencies,
  target: SiteTarget,
  keys: readonly string[],
): Promise<void> {
  const holdings =
    target.kind === 'container'
      ? await readHoldings(session.sessionOf(target.description.containerId), withOwnIds(target.description))
      : null;
  if (holdings === null) return;
  for (const path of keys) recording.liveReadings.push({ kind: 'holdings', path, ...holdings });
}

const LONGEST_STATEMENT = 160;

/** The line of a call as it was written; of a long one the part around the call. */
async function statementOf(
  inner: GrowthFrame,
  maps: SourceMaps,
  session: PlanDependencies['session'],
): Promise<string | null> {
  const line = (await maps.originalLine(inner)) ?? (await generatedLine(inner, session));
  if (line === null) return null;
  if (line.text.trim().length <= LONGEST_STATEMENT) return line.text.trim();
  const from = Math.max(0, line.column - LONGEST_STATEMENT / 2);
  return line.text.slice(from, from + LONGEST_STATEMENT).trim();
}

async function generatedLine(
  frame: GrowthFrame,
  session: PlanDependencies['session'],
): Promise<{ text: string; column: number } | null> {
  const script = scriptOf(frame, await session.scripts());
  const text = script === null ? undefined : (await session.scriptSource(script)).split('\n')[frame.line];
  return text === undefined ? null : { text, column: frame.column };
}

/** Where the variable is declared that the container is named by. */
async function recordDeclaration(
  { session, recording }: PlanDependencies,
  target: SiteTarget,
  keys: readonly string[],
): Promise<void> {
  if (target.kind !== 'container') return;
  const { scope, containerName } = target.description;
  const url = scope === null ? '' : ((await session.scripts()).get(scope.scriptId)?.url ?? '');
  const name = /^[\w$]+/.exec(containerName ?? '')?.[0];
  if (scope === null || name === undefined || !isFileUrl(url)) return;
  const place = findDeclaration(await session.scriptSource(scope.scriptId), name, scope);
  if (place !== null) for (const path of keys) recording.declarations.push({ path, url, ...place });
}

/** The calls whose source is told: those that add, and the one that was to remove. */
function statedFrames({ frames, evidence, others = [], futileRemoval }: GrowthSite): GrowthFrame[] {
  const added = evidence === 'allocation' ? [] : frames;
  const inner = [added, futileRemoval?.frames ?? []].flatMap((stack) => innermost(stack) ?? []);
  return [...inner, ...others.flatMap(({ frames: stack }) => stack.find(isOwnFrame) ?? [])];
}

/** Original positions of everything that the report may name, and the URLs of scripts, for the analysis offline. */
async function recordPositions(
  { session, recording }: PlanDependencies,
  descriptions: Iterable<GrowthDescription>,
): Promise<void> {
  const scripts = await session.scripts();
  const maps = new SourceMaps(scripts.values());
  const locations = [...descriptions].flatMap(({ scope, contentLocation, steps }) => [
    scope,
    contentLocation,
    ...steps.map((step) => step.location),
  ]);
  const positions = locations.flatMap((location) => {
    const url = location === null ? '' : (scripts.get(location.scriptId)?.url ?? '');
    return location === null || url === '' || url.startsWith('node:') ? [] : [{ ...location, url }];
  });
  for (const { scriptId, url } of positions) recording.scripts[scriptId] = url;
  const allocating = recording.allocations === null ? [] : framesOf(recording.allocations.root);
  const sites = recording.growthSites.map(({ site }) => site);
  const frames = [
    ...sites.flatMap((site) => site.frames),
    ...sites.flatMap(({ futileRemoval }) => futileRemoval?.frames ?? []),
    ...sites.flatMap(({ others = [] }) => others.flatMap((other) => other.frames)),
    ...allocating,
  ];
  for (const frame of sites.flatMap(statedFrames)) {
    const statement = await statementOf(frame, maps, session);
    if (statement !== null) recording.statements[positionKey(frame.url, frame.line, frame.column)] = statement;
  }
  for (const { url, line, column } of [...positions, ...frames, ...recording.declarations]) {
    const original = await maps.originalOf({ url, line, column });
    if (original !== null) recording.originals[positionKey(url, line, column)] = original;
  }
  const written = sites.flatMap((site) => site.frames.map((frame) => writtenAt(recording.originals, frame).url));
  Object.assign(recording.packages, await readPackages(written));
}
