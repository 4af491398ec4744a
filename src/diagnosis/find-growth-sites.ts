import type { AllocationProfile } from '../growth/allocation-tree.ts';
import { isBuiltInCollection } from '../growth/built-in-collection.ts';
import { EXTERNAL_KEY } from '../growth/gather-tracks.ts';
import { groupBy } from '../growth/group-by.ts';
import type { FutileRemoval, GrowthFrame, GrowthSite, OtherSite, SiteEvidence } from '../growth/growth-site.ts';
import { listenedTo, TABLE_OF_V8 } from '../growth/special-owners.ts';
import { allocationRows } from './allocation-profile.ts';
import { REMOVAL } from './collection-watch-source.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';
import { findCallers, isOwnFrame } from './find-callers.ts';
import { type ProbeHandle, type ProbeRow, withProbe } from './probe-handle.ts';
import { sharesFunction } from './shares-function.ts';
import { isResource, linkOf, mayBeResource, resourceNames, type SiteTarget, slotOf } from './site-target.ts';
import { watchStatements } from './statement-pass.ts';

const RESOURCES = 'resources';
/** Made by timers that were there before the requests. */
const OLDER = 'resources of older timers';
/** Live samples that a stack needs to be called where the growth is allocated: nearly one per insertion waited for. */
const FEWEST_SAMPLES = 10;

/**
 * Who adds to what grows, by target key, as far as it can be seen; each step only for what the one before left open:
 * 1. the growing containers are asked themselves, through their heap object ids (and async_hooks for what Node holds), and once more while
 *    several requests are under way where nothing was added one after the other (who waits for the answer to another one);
 * 2. logpoints at statements that may change them; 3. a sampled profile of what stays allocated.
 * Stacks that end in a dependency are followed back to the service. An insertion counts only when it stayed after a collection.
 * Beside who adds stands who was to remove and never did, where the container was asked itself.
 */
export async function findGrowthSites(
  session: DiagnosisSession,
  targets: readonly SiteTarget[],
  profile: () => Promise<AllocationProfile>,
): Promise<Map<string, GrowthSite>> {
  const found = new Map<string, GrowthSite>();
  if (targets.length === 0) return found;
  const open = (): SiteTarget[] => targets.filter(({ key }) => !found.has(key));
  let inserted = await watchInsertions(session, targets);
  for (const target of targets) keep(found, target.key, rowsFor(target, inserted), 'insertion');
  // Whose every insertion the probe sees.
  const collections = targets.filter(
    (target) => target.kind === 'container' && isBuiltInCollection(target.description.containerKind),
  );
  const untouched = collections.filter(({ key }) => (inserted.get(key) ?? []).length === 0);
  if (untouched.length > 0) {
    inserted = new Map([...inserted, ...(await watchInsertions(session, untouched, true))]);
    for (const target of untouched) keep(found, target.key, rowsFor(target, inserted), 'insertion');
  }
  const containers = open().filter((target) => target.kind === 'container');
  if (containers.length > 0) {
    const stated = await watchStatements(session, containers);
    for (const { key } of containers) keep(found, key, stated.get(key) ?? [], 'logpoint');
  }
  if (open().length > 0) {
    const allocated = allocationRows(await profile())
      .filter(({ stayed }) => stayed >= FEWEST_SAMPLES)
      .filter(isUnexplained(found));
    for (const { key } of open()) keep(found, key, allocated, 'allocation');
  }
  for (const [key, site] of found) {
    const removal = futileRemovalIn(inserted.get(key + REMOVAL) ?? [], site);
    if (removal === null) continue;
    const isBesideGrowth = await sharesFunction(session, removal.frames, site.frames);
    found.set(key, { ...site, futileRemoval: { ...removal, isBesideGrowth } });
  }
  return await findCallers(session, found);
}

async function watchInsertions(
  { client, load, settle }: DiagnosisSession,
  targets: readonly SiteTarget[],
  together = false,
): Promise<Map<string, ProbeRow[]>> {
  const rows = await withProbe(client, async (probe) => {
    try {
      for (const target of targets) await install(probe, target);
      if (targets.some(mayBeResource)) await probe.call('watchResources', RESOURCES, OLDER);
      await load('enough', together);
    } finally {
      await probe.call('stop');
    }
    try {
      await settle();
      return await probe.results();
    } finally {
      await probe.call('stopLate');
    }
  });
  return rows ?? new Map();
}

async function install(probe: ProbeHandle, target: SiteTarget): Promise<void> {
  if (target.kind === 'descriptors') await probe.call('watchDescriptors', target.key);
  if (target.kind === 'resource' && target.resource === EXTERNAL_KEY) await probe.call('watchMemories', target.key);
  if (target.kind !== 'container' || target.description.content === 'Timeout') return;
  const { containerId, otherContainerIds, containerName, containerKind } = target.description;
  if (containerKind === TABLE_OF_V8) {
    if (containerName === 'Symbol.for') await probe.call('watchSymbols', target.key);
    return;
  }
  for (const nodeId of [containerId, ...otherContainerIds])
    await probe.callOn(nodeId, 'watch', target.key, slotOf(target.description), linkOf(target.description));
  const listened = listenedTo(target.description.containerKind);
  if (listened !== null) await probe.call('watchEmitters', classKey(target.key), listened.className, listened.event);
}

/** The container's own rows; else the resources of its kind. */
function rowsFor(target: SiteTarget, inserted: ReadonlyMap<string, readonly ProbeRow[]>): readonly ProbeRow[] {
  const own = (inserted.get(target.key) ?? []).filter(({ stayed }) => stayed > 0);
  if (own.some(isByUser)) return own;
  const alike = (inserted.get(classKey(target.key)) ?? []).filter(isByUser);
  if (alike.some(({ stayed }) => stayed > 0)) return alike;
  const names = resourceNames(target);
  for (const key of [RESOURCES, OLDER]) {
    const resources = (inserted.get(key) ?? []).filter(({ kind }) => isResource(kind, names)).filter(isByUser);
    if (resources.some(({ stayed }) => stayed > 0)) return resources;
  }
  return own;
}

/** Under which the probe keeps what other objects of the container's class were given. */
function classKey(key: string): string {
  return `${key} (class)`;
}

function isUserFrame([url]: ProbeRow['frames'][number]): boolean {
  return url !== '' && !url.startsWith('node:') && !url.includes('leakgate-probe');
}

function isByUser({ frames }: ProbeRow): boolean {
  return frames.some(isUserFrame);
}

/** Leaves out what functions allocated that are known to fill another container. */
function isUnexplained(found: ReadonlyMap<string, GrowthSite>): (row: ProbeRow) => boolean {
  const known = new Set(
    [...found.values()].map(({ frames }) => frames.find(({ url }) => /^(file:|\/)/.test(url))?.functionName),
  );
  return ({ frames }) => {
    const first = frames.find(isUserFrame);
    return first !== undefined && !known.has(first[3]);
  };
}

/** Of what stayed, so much of what the first line left behind is another one's; less may be the first use of a key. */
const OTHERS_SHARE = 0.1;

/**
 * The line of the service by which most stayed, with the stack that left most of it behind, and further lines. Calls that one line makes in several
 * ways are one; so are those that no line of the service is seen to make. Where allocations tell, stacks are not added up: only the largest is certain.
 */
function keep(found: Map<string, GrowthSite>, key: string, rows: readonly ProbeRow[], evidence: SiteEvidence): void {
  const stayed = rows.filter((row) => row.stayed > 0 && isByUser(row)).toSorted((a, b) => b.stayed - a.stayed);
  const byLine = groupBy(stayed, (row) => (evidence === 'allocation' ? row : ownLine(framesOf(row))));
  const lines = [...byLine.values()]
    .map((own) => ({
      frames: framesOf(own[0]!),
      seen: sumOf(own, ({ seen }) => seen),
      stayed: sumOf(own, (row) => row.stayed),
    }))
    .toSorted((a, b) => b.stayed - a.stayed);
  const [first, ...further] = lines;
  if (first === undefined) return;
  const others = further
    .filter(({ frames, stayed: own }) => ownLine(frames) !== null && own >= OTHERS_SHARE * first.stayed)
    .map(({ frames, stayed: own }): OtherSite => ({ frames, stayed: own }));
  found.set(key, { evidence, ...first, ...(evidence !== 'allocation' && others.length > 0 && { others }) });
}

function sumOf(rows: readonly ProbeRow[], of: (row: ProbeRow) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

function ownLine(frames: readonly GrowthFrame[]): string | null {
  const own = frames.find(isOwnFrame);
  return own === undefined ? null : `${own.url}:${own.line}`;
}

/** Of the insertions that stayed; fewer calls are not what should have removed them, and far more are for what was never added. */
const LEAST_FUTILE = 0.5;
const MOST_FUTILE = 3;

/** The stack that was to remove about as often as something stayed, and never removed anything. */
function futileRemovalIn(
  rows: readonly ProbeRow[],
  { stayed }: GrowthSite,
): Omit<FutileRemoval, 'isBesideGrowth'> | null {
  const futile = rows
    .filter(
      ({ seen, stayed: failed }) => failed === seen && seen >= LEAST_FUTILE * stayed && seen <= MOST_FUTILE * stayed,
    )
    .filter(isByUser);
  const top = futile.toSorted((a, b) => b.seen - a.seen)[0];
  return top === undefined ? null : { frames: framesOf(top), calls: top.seen };
}

function framesOf({ frames }: ProbeRow): GrowthFrame[] {
  return frames
    .filter(([url]) => !url.includes('leakgate-probe'))
    .map(([url, line, column, functionName]) => ({
      url,
      line: Math.max(0, line - 1),
      column: Math.max(0, column - 1),
      functionName,
    }));
}
