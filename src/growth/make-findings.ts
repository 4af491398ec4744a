import type { ScriptLocation } from '../heap/heap-graph.ts';
import { isolateOf } from '../isolate-id.ts';
import { isBuiltInCollection } from './built-in-collection.ts';
import type { GrowthDescription } from './describe-growth.ts';
import type { Holdings } from './detectors/detector.ts';
import type { Finding, FindingStatus, GrowthMode, RequestGain, RetainerStep, SourcePosition } from './finding.ts';
import { CONTEXTS_KEY, classOfKey, DESCRIPTORS_KEY, EXTERNAL_KEY, pathOfBytes, RESOURCE_KEY } from './gather-tracks.ts';
import { groupTracks } from './group-tracks.ts';
import { growthModeOf } from './growth-mode.ts';
import type { Judgement } from './judge-track.ts';
import { copiesOf, joinCopies, mergeBySignature, mergeSizes } from './merge-findings.ts';
import type { Gains } from './merge-isolates.ts';
import type { MovingPath } from './moving-paths.ts';
import { nativeName } from './native-name.ts';
import { readableName } from './readable-name.ts';
import { type ReadableSite, type SiteFields, siteFields, siteFieldsOf } from './readable-site.ts';
import { signatureOf } from './signature.ts';
import { isText, splitLabel } from './step-label.ts';
import type { RoundFacts } from './track.ts';
import { BUFFER_MEMORY } from './v8-nodes.ts';

const EXTERNAL_MEMORY = 'external memory';

/** Maps a place in a loaded script to a file that a person knows; null where the script is unknown or Node's own. */
export type LocateScript = (location: ScriptLocation) => SourcePosition | null;

export interface FindingMaterial {
  readonly judgements: readonly Judgement[];
  readonly moving: ReadonlyMap<string, MovingPath>;
  /** By track key. */
  readonly descriptions: ReadonlyMap<string, GrowthDescription>;
  readonly growthSites: ReadonlyMap<string, ReadableSite>;
  /** What a few of the growing objects said of themselves. */
  readonly holdings: ReadonlyMap<string, Holdings>;
  /** Where the variables are declared that containers are named by, by track key. */
  readonly declared: ReadonlyMap<string, { readonly position: SourcePosition; readonly within: string | null }>;
  readonly rounds: readonly RoundFacts[];
  readonly locate: LocateScript;
  /** Request that grows a track, by its key, with how often it was sent in each round; the rest grows with all of them. */
  readonly requests: ReadonlyMap<string, GrowingRequest | GrowingRequests>;
  /** The scenario's only request, or null when there are several. */
  readonly onlyRequest: string | null;
  /** Names of what was measured, and by track key what each gained; both empty for a service of one process. */
  readonly isolateNames: readonly string[];
  readonly gains: Gains;
}

export interface GrowingRequest {
  readonly name: string;
  /** Successful ones over the loaded rounds. */
  readonly sent: number;
}

/** Several kinds that grow a track together. */
export interface GrowingRequests {
  readonly kinds: readonly RequestGain[];
}

/** One finding per growing container: what the judged tracks say, in the reader's words; the most retained bytes first. */
export function makeFindings(material: FindingMaterial): Finding[] {
  const groups = groupTracks(material.judgements, material.moving, material.descriptions);
  const findings = groups.map((group) => makeFinding(mainOf(group, material), group, material));
  const merged = joinCopies(mergeSizes(findings));
  const told = material.isolateNames.length > 1 ? mergeBySignature(merged) : merged;
  return withoutEchoes(told).toSorted(
    (a, b) => rank(a.status) - rank(b.status) || b.retainedBytes - a.retainedBytes || b.objects - a.objects,
  );
}

/** So much of the heaviest track's bytes weighs nearly as much. */
const NEARLY = 0.5;

/** Signature of the finding that a track belongs to. */
export function signaturesByTrack(material: FindingMaterial): Map<string, string> {
  const groups = groupTracks(material.judgements, material.moving, material.descriptions);
  const told = groups.map((group) => [makeFinding(mainOf(group, material), group, material), group] as const);
  const copies = copiesOf(told.map(([finding]) => finding));
  return new Map(
    told.flatMap(([finding, group]) => {
      const { signature } = copies.get(finding) ?? finding;
      return group.map(({ track }) => [track.key, signature] as const);
    }),
  );
}

/**
 * A socket that stays open is one growth, seen three times: by the object in the heap, as an open descriptor and as an
 * active resource. The process's counts are told only where no object accounts for them, and a leaking container's size
 * only where it is told of another content. Who opens them may have been seen of any of the three.
 */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const told = tellingFindings(findings);
  const echoes = findings.filter((finding) => !told.includes(finding) && finding.growthSite !== null);
  return told.map((finding) => {
    if (finding.growthSite !== null || finding.retainerPath.length === 0) return finding;
    const echo = echoes.find(
      ({ status, growthMode }) => status === finding.status && growthMode === finding.growthMode,
    );
    if (echo === undefined) return finding;
    return { ...finding, ...siteFieldsOf(echo), place: finding.place ?? echo.place };
  });
}

function tellingFindings(findings: readonly Finding[]): readonly Finding[] {
  const inHeap = findings.filter((finding) => finding.retainerPath.length > 0);
  const rate = (found: readonly Finding[]): number =>
    found.reduce((sum, finding) => sum + finding.objectsPerRequest, 0);
  return findings.filter((finding) => {
    if (finding.retainerPath.length > 0) return finding.status === 'leak' || !inHeap.some(leaksAlike(finding));
    const alike = inHeap.filter(({ status, content, growthMode }) => {
      if (status !== finding.status) return false;
      if (finding.growthMode === growthMode && growthMode !== 'off-heap') return true;
      return content === finding.content;
    });
    if (finding.content === EXTERNAL_MEMORY) return !inHeap.some(holdsTheSame(finding));
    return alike.length === 0 || rate(alike) < 0.9 * finding.objectsPerRequest;
  });
}

/** Buffers that the heap tells of are external memory too. */
function holdsTheSame({ status, retainedBytesPerRequest }: Finding): (other: Finding) => boolean {
  return (other) =>
    other.status === status &&
    other.retainedBytesPerRequest >= 0.9 * retainedBytesPerRequest &&
    (other.growthMode === 'pinned-backing-store' || other.retainedBytesPerRequest <= 1.1 * retainedBytesPerRequest);
}

function leaksAlike({ owner, content }: Finding): (other: Finding) => boolean {
  return (other) => other.status === 'leak' && other.owner === owner && other.content === content;
}

function rank(status: FindingStatus): number {
  return status === 'leak' ? 0 : status === 'undecided' ? 1 : 2;
}

/**
 * The track that stands for the container: values before keys, objects before strings, most bytes first. Of classes, the one
 * that the container itself consists of, else the one nearest to it.
 */
function mainOf(group: readonly Judgement[], { moving, descriptions }: FindingMaterial): Judgement {
  const depth = ({ track }: Judgement): number => {
    const description = descriptions.get(track.key);
    const name = classOfKey(track.key);
    if (name === null || description === undefined) return 0;
    return name === description.content ? description.steps.length : Number.MAX_SAFE_INTEGER;
  };
  const weight = ({ track }: Judgement): number => {
    const path = moving.get(track.key);
    const gain = gained(path?.retainedBytes ?? [0, 0]) + 1;
    return isOfKeys(path) ? gain / 10 : gain;
  };
  const [heaviest, ...others] = withoutIndexes(group, descriptions).toSorted(
    (a, b) => weight(b) - weight(a) || depth(a) - depth(b),
  );
  const kindOf = ({ track }: Judgement): string => descriptions.get(track.key)?.containerKind ?? '';
  // Of listeners for several events of one emitter any may be a little heavier: the first in the alphabet, so that two runs name the same.
  const alike = others.filter(
    (other) => kindOf(other) !== kindOf(heaviest!) && weight(other) >= NEARLY * weight(heaviest!),
  );
  return alike.reduce((first, other) => (kindOf(other) < kindOf(first) ? other : first), heaviest!);
}

/** Keys of a Map; names of properties, which only the table of an object with many of them leads to. */
function isOfKeys(path: MovingPath | undefined): boolean {
  const [holder = '', last = ''] = path?.labels.slice(-2) ?? [];
  return last.startsWith('[entry key]') || (isText(last) && splitLabel(holder).target === '(object properties)');
}

/** Of a list that is also reached through an index of its nodes (a Map of an LRU cache), what holds its end is the container. */
function withoutIndexes(
  group: readonly Judgement[],
  descriptions: ReadonlyMap<string, GrowthDescription>,
): readonly Judgement[] {
  const halves = group.filter(({ track }) => (descriptions.get(track.key)?.otherEntranceIds.length ?? 0) > 0);
  const indexes = halves.filter(({ track }) => isBuiltInCollection(descriptions.get(track.key)!.containerKind));
  return indexes.length < halves.length ? group.filter((each) => !indexes.includes(each)) : group;
}

/**
 * With the objects of the same content added that other tracks of the container count: of a list that leads both ways, half
 * of them are reached by each link, and no object lies on two paths. Keys are not values.
 */
function withSiblings(
  main: Judgement,
  group: readonly Judgement[],
  { moving, descriptions }: FindingMaterial,
): Judgement {
  const kindOf = ({ track }: Judgement): string | null => {
    const content = descriptions.get(track.key)?.content;
    if (content === undefined || track.unit !== 'objects') return null;
    return isOfKeys(moving.get(track.key)) ? `key ${content}` : content;
  };
  const isApart = ({ track }: Judgement): boolean =>
    moving.has(track.key) && !track.ancestors.includes(main.track.key) && !main.track.ancestors.includes(track.key);
  const own = moving.has(main.track.key) ? kindOf(main) : null;
  const siblings = own === null ? [] : group.filter((each) => each !== main && kindOf(each) === own && isApart(each));
  if (siblings.length === 0) return main;
  const values = main.track.values.map((value, i) =>
    siblings.reduce((sum, each) => sum + each.track.values[i]!, value),
  );
  return {
    ...main,
    track: { ...main.track, values },
    because: `along one of the ${siblings.length + 1} ways to them, ${main.because}`,
  };
}

/** Of a leak that another track of the container decided: with what that was decided by. */
function asDecided(judgement: Judgement, group: readonly Judgement[]): Judgement {
  const leak = judgement.status === 'leak' ? undefined : group.find(({ status }) => status === 'leak');
  return leak === undefined ? judgement : { ...judgement, status: leak.status, because: leak.because };
}

function makeFinding(chosen: Judgement, group: readonly Judgement[], material: FindingMaterial): Finding {
  const judgement = asDecided(withSiblings(chosen, group, material), group);
  const { track } = judgement;
  // What was found out about the track that is told, else about another of its container.
  const of = <T>(known: ReadonlyMap<string, T>): T | null =>
    [judgement, ...group].map((each) => known.get(each.track.key)).find((found) => found !== undefined) ?? null;
  const description = material.descriptions.get(track.key) ?? null;
  const path = material.moving.get(track.key) ?? null;
  const common = commonOf(
    judgement,
    of(material.requests),
    seriesOf(group, material),
    exclusiveBytesOf(group, material),
    processesOf(group, material),
    material,
  );
  const site = of(material.growthSites);
  if (description === null) return offHeapFinding(judgement, common, site);

  const containerName = readableName(description.containerName, site?.statement ?? null);
  const mode = modeOf({ ...description, containerName }, path, of(material.holdings));
  const locate = (location: ScriptLocation | null): SourcePosition | null =>
    location === null ? null : material.locate(location);
  const declared = of(material.declared);
  const scope = declared?.position ?? locate(description.scope);
  const content = locate(description.contentLocation);
  const ownerFile = scope?.file ?? null;
  const named = containerName === null ? '' : ` \`${containerName}\``;
  const where = ownerFile === null ? '' : ` (variable in ${ownerFile})`;
  const holder = scope?.inRepository === true ? null : ownHolder(description, locate);
  const heldBy = holder === null ? '' : `, held by \`${holder.name}\` in ${holder.file}`;
  return {
    ...common,
    signature: signatureOf({
      growthMode: mode,
      containerKind: description.containerKind,
      containerName,
      within: declared?.within ?? null,
      file: ownerFile ?? (mode === 'timer' ? (content?.file ?? null) : null),
      content: description.content,
    }),
    growthMode: mode,
    owner: `${capital(ownerKind(description.containerKind))}${named}${where}${heldBy}`,
    ownerName: containerName,
    content: description.content,
    retainers: description.retainers,
    retainerPath: retainerPath(description, locate),
    ...siteFields(site),
    place:
      [site?.position ?? null, site?.nearest ?? null, content, scope].find((place) => place?.inRepository === true) ??
      null,
  };
}

type Common = Omit<
  Finding,
  | 'signature'
  | 'growthMode'
  | 'owner'
  | 'ownerName'
  | 'content'
  | 'retainers'
  | 'retainerPath'
  | keyof SiteFields
  | 'place'
>;

function commonOf(
  judgement: Judgement,
  growing: GrowingRequest | GrowingRequests | null,
  retained: readonly number[] | null,
  exclusive: number | null,
  processes: readonly string[],
  { rounds, onlyRequest }: FindingMaterial,
): Common {
  const { track } = judgement;
  const bytesTrack = track.unit === 'bytes';
  const [one, several] = growing !== null && 'kinds' in growing ? [null, growing] : [growing, null];
  const loaded = one?.sent ?? rounds.reduce((sum, round) => sum + round.requests, 0);
  const retainedBytes = Math.max(0, retained === null ? (exclusive ?? 0) : gained(retained));
  const objects = bytesTrack ? 0 : gained(track.values);
  return {
    status: judgement.status ?? 'undecided',
    objectsPerRequest: bytesTrack || loaded === 0 ? 0 : gainWithLoad(track.values, rounds) / loaded,
    retainedBytesPerRequest: loaded === 0 ? 0 : retainedBytes / loaded,
    objects,
    retainedBytes,
    exclusiveBytes: exclusive === 0 ? null : exclusive,
    perRound: rounds.slice(1).map((_, i) => ({
      objects: bytesTrack ? 0 : track.values[i + 1]! - track.values[i]!,
      retainedBytes: retained === null ? 0 : retained[i + 1]! - retained[i]!,
    })),
    ...(judgement.status === 'per-connection' && {
      connections: rounds.slice(1).map(({ connections }) => connections),
    }),
    request: one?.name ?? onlyRequest,
    ...(several !== null && { requestKinds: several.kinds }),
    processes,
    because: judgement.because,
  };
}

/** By what each isolate gained; of a container that is known by its size alone, the one that holds it. */
function processesOf(group: readonly Judgement[], { isolateNames, gains, descriptions }: FindingMaterial): string[] {
  if (isolateNames.length < 2) return [];
  return isolateNames.filter((_, isolate) =>
    group.some(({ track }) => {
      const gained = gains.get(pathOfBytes(track.key) ?? track.key);
      if (gained !== undefined) return gained[isolate]! > 0;
      const containerId = descriptions.get(track.key)?.containerId;
      return containerId !== undefined && isolateOf(containerId) === isolate;
    }),
  );
}

function offHeapFinding({ track }: Judgement, common: Common, site: ReadableSite | null): Finding {
  const kind = track.key.startsWith(RESOURCE_KEY) ? track.key.slice(RESOURCE_KEY.length) : null;
  const known: Record<string, { owner: string; content: string }> = {
    [DESCRIPTORS_KEY]: { owner: 'Open file descriptors of the process', content: 'file descriptor' },
    [EXTERNAL_KEY]: { owner: 'Memory outside the heap (external)', content: EXTERNAL_MEMORY },
    [CONTEXTS_KEY]: { owner: 'V8 contexts of the process', content: 'context' },
  };
  const { owner, content } = known[track.key] ?? {
    owner: `Active resources (${kind})`,
    content: kind === null ? track.key : nativeName(`Node / ${kind}`),
  };
  const mode = growthModeOf({
    containerKind: 'process',
    containerName: null,
    references: [],
    content,
    contentLabels: [],
    bufferShare: 0,
    isEnlarged: false,
    contents: null,
    holdings: null,
  });
  return {
    ...common,
    signature: signatureOf({ growthMode: mode, containerKind: owner, containerName: null, file: null, content }),
    growthMode: mode,
    owner,
    ownerName: null,
    content,
    retainers: null,
    retainerPath: [],
    ...siteFields(site),
    place: site?.nearest ?? null,
  };
}

/** How the objects of a path grow. */
export function modeOf(description: GrowthDescription, path: MovingPath | null, holdings: Holdings | null): GrowthMode {
  const shallow = path === null ? 0 : gained(path.shallowBytes);
  const retained = Math.max(1, description.exclusiveBytes, path === null ? 0 : gained(path.retainedBytes));
  const hasBuffer = description.contentLabels.some((label) => label.startsWith(BUFFER_MEMORY));
  return growthModeOf({
    containerKind: description.containerKind,
    containerName: description.containerName,
    references: description.steps.filter((step) => step.suspect).map((step) => step.reference),
    content: description.content,
    contentLabels: description.contentLabels,
    bufferShare: hasBuffer ? 1 - Math.min(1, shallow / retained) : 0,
    isEnlarged: path !== null && path.objects.at(-1)! <= path.objects[0]!,
    contents: description.contents,
    holdings,
  });
}

/** The variable of the repository's own code nearest to a container that is named by somebody else's. */
function ownHolder(
  { steps, containerId }: GrowthDescription,
  locate: (location: ScriptLocation | null) => SourcePosition | null,
): { name: string; file: string } | null {
  for (let i = steps.findLastIndex(({ nodeId }) => nodeId === containerId); i > 0; i--) {
    const name = /^variable (.+)$/s.exec(steps[i]!.reference)?.[1];
    if (name === undefined) continue;
    // The function that sees the scope, which is as good as the one whose scope it is: they are in one file.
    const position = locate(steps.slice(0, i).findLast((step) => !isScope(step))?.location ?? null);
    if (position?.inRepository === true) return { name, file: position.file };
  }
  return null;
}

function isScope({ name }: GrowthDescription['steps'][number]): boolean {
  return /^system \/ .*Context$/.test(name);
}

/** The steps of a list are one step, told with their number. */
function retainerPath(
  description: GrowthDescription,
  locate: (location: ScriptLocation | null) => SourcePosition | null,
): RetainerStep[] {
  const steps: (RetainerStep & { repeats: number })[] = [];
  for (const { reference, name, location, nodeId, ...step } of description.steps) {
    // The container itself is where the growing part begins.
    const suspect = step.suspect || nodeId === description.containerId;
    const last = steps.at(-1);
    if (last !== undefined && last.reference === reference && last.name === name) {
      steps[steps.length - 1] = { ...last, repeats: last.repeats + 1, suspect: last.suspect || suspect };
    } else {
      steps.push({ reference, name: name === '' ? '(root)' : name, position: locate(location), suspect, repeats: 1 });
    }
  }
  return steps.map(({ repeats, ...step }) =>
    repeats === 1 ? step : { ...step, reference: `${step.reference} × ${repeats.toLocaleString('en')}` },
  );
}

/** Bytes freed if all that the group's tracks count went; null: not computed. */
function exclusiveBytesOf(group: readonly Judgement[], { descriptions }: FindingMaterial): number | null {
  const parts = group.flatMap(({ track }) => descriptions.get(track.key)?.exclusiveBytes ?? []);
  return parts.length === 0 ? null : parts.reduce((sum, bytes) => sum + bytes, 0);
}

/** Retained bytes at each snapshot of all that the group's tracks count, e.g. the keys and the values of a Map. */
function seriesOf(group: readonly Judgement[], { moving }: FindingMaterial): readonly number[] | null {
  const parts = group.flatMap(({ track }) => {
    if (track.unit === 'bytes') return [track.values];
    const path = moving.get(track.key);
    return path === undefined ? [] : [largerGain(path.retainedBytes, path.reachedBytes)];
  });
  const [first] = parts;
  return first === undefined ? null : first.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
}

/**
 * Bytes of growth that the judged paths account for, their containers' own tables included; each container once.
 */
export function explainedBytes({
  judgements,
  moving,
  descriptions,
}: Pick<FindingMaterial, 'judgements' | 'moving' | 'descriptions'>): number {
  const containers = new Map<string, number>();
  for (const { track } of judgements) {
    const path = moving.get(track.key);
    if (path === undefined) {
      const description = classOfKey(track.key) === null ? undefined : descriptions.get(track.key);
      if (description === undefined) continue;
      // The classes of one container hold one another.
      const container = String(description.containerId);
      containers.set(container, Math.max(containers.get(container) ?? 0, description.exclusiveBytes));
      continue;
    }
    const container = moving.get(path.parentKey) ?? path;
    containers.set(container.key, gained(largerGain(container.retainedBytes, container.reachedBytes)));
  }
  return [...containers.values()].reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
}

/** What the objects share among each other is in no single retained size, but is reached through them. */
function largerGain(a: readonly number[], b: readonly number[]): readonly number[] {
  return gained(a) >= gained(b) ? a : b;
}

function gained(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}

/** Gains of the rounds that had requests; what an idle round released is not the requests' doing. */
function gainWithLoad(values: readonly number[], rounds: readonly RoundFacts[]): number {
  let gain = 0;
  for (const [i, round] of rounds.entries()) {
    if (i > 0 && round.requests > 0) gain += values[i]! - values[i - 1]!;
  }
  return gain;
}

/** Handles that stay open are held by Node itself: no container of the service's code grows. */
function ownerKind(containerKind: string): string {
  return containerKind === 'native reference' ? 'open handles of the process' : containerKind;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
