import type { Finding, FindingStatus } from './finding.ts';
import { groupBy } from './group-by.ts';
import { type SiteFields, siteFieldsOf } from './readable-site.ts';

/** Objects of a list and of its copy, by which a snapshot between two requests may differ. */
const SAME_GROWTH = 0.02;

/** The gravest first: what is a leak in one worker is one, whatever the others have shown of it. */
const GRAVITY: readonly FindingStatus[] = ['leak', 'undecided', 'per-connection', 'background', 'plateau', 'released'];

/**
 * In a service of several isolates the same container exists in each of them: findings with one signature are one, with
 * their growth added up. An object lies on one path alone, so that paths add up; a container that is known by its size
 * alone is added only where no path tells of its process, else both are the same growth, seen twice.
 */
export function mergeBySignature(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, ({ signature }) => signature).values()].map(mergeAlike);
}

/**
 * Lists of numbers that hang on one path, one a word or one a user, are one finding with their growth added up: only their
 * sizes are known, each is another container, and sixty equal lines tell nobody more.
 */
export function mergeSizes(findings: readonly Finding[]): Finding[] {
  const sizes = groupBy(
    findings.filter((finding) => !hasBytes(finding)),
    ({ signature, status, processes }) => JSON.stringify([signature, status, processes]),
  );
  const merged = new Map(
    [...sizes.values()].map(([first, ...others]) => {
      const sum = others.reduce(add, first!);
      const because =
        others.length === 0 ? first!.because : `there are ${others.length + 1} alike, of one: ${first!.because}`;
      return [first!, { ...sum, because }];
    }),
  );
  return findings.flatMap((finding) => (hasBytes(finding) ? [finding] : (merged.get(finding) ?? [])));
}

/**
 * A list and the copy of it that is gone through (rxjs' observers) are one growth: the objects lie on the way through the copy,
 * which is made anew, and the list is known by its size. It is told by the list, with the bytes of the objects.
 */
export function joinCopies(findings: readonly Finding[]): Finding[] {
  const copies = copiesOf(findings);
  const originals = new Set(copies.values());
  return findings
    .filter((finding) => !originals.has(finding))
    .map((finding) => {
      const original = copies.get(finding);
      return original === undefined ? finding : joined(original, finding);
    });
}

/** By the finding whose objects are in a copy, that of the list which is copied: the next below the same object, of the same growth. */
export function copiesOf(findings: readonly Finding[]): Map<Finding, Finding> {
  const copies = new Map<Finding, Finding>();
  for (const original of findings) {
    const copy = hasBytes(original) ? undefined : findings.find((finding) => isCopy(finding, original));
    if (copy !== undefined) copies.set(copy, original);
  }
  return copies;
}

function isCopy(copy: Finding, original: Finding): boolean {
  const holder = original.retainerPath.slice(0, -1);
  return (
    hasBytes(copy) &&
    holder.length > 0 &&
    copy.status === original.status &&
    copy.content === original.content &&
    Math.abs(copy.objects - original.objects) <= SAME_GROWTH * original.objects &&
    holder.every(({ reference, name }, i) => {
      const step = copy.retainerPath[i];
      return step?.reference === reference && step.name === name;
    })
  );
}

function joined(original: Finding, copy: Finding): Finding {
  const { retainedBytes, retainedBytesPerRequest, perRound, retainers, retainerPath } = copy;
  return {
    ...locate(original, copy),
    retainedBytes,
    retainedBytesPerRequest,
    perRound,
    retainers,
    // What would be freed without the list alone is not known: the copy goes with the next one.
    exclusiveBytes: null,
    retainerPath: [...original.retainerPath, ...retainerPath.slice(-1)],
  };
}

function mergeAlike(findings: readonly Finding[]): Finding {
  const sorted = findings.toSorted(
    (a, b) => GRAVITY.indexOf(a.status) - GRAVITY.indexOf(b.status) || b.retainedBytes - a.retainedBytes,
  );
  const [first, ...others] = [...sorted.filter(hasBytes), ...sorted.filter((finding) => !hasBytes(finding))];
  const merged = others.reduce(
    (sum, each) => (hasBytes(each) || areApart(sum, each) ? add(sum, each) : locate(sum, each)),
    first!,
  );
  const { status, because } = sorted[0]!;
  return { ...merged, status, because };
}

function hasBytes({ retainedBytes }: Finding): boolean {
  return retainedBytes > 0;
}

function areApart(a: Finding, b: Finding): boolean {
  return a.processes.every((name) => !b.processes.includes(name));
}

function add(a: Finding, b: Finding): Finding {
  return {
    ...a,
    objectsPerRequest: a.objectsPerRequest + b.objectsPerRequest,
    retainedBytesPerRequest: a.retainedBytesPerRequest + b.retainedBytesPerRequest,
    objects: a.objects + b.objects,
    retainedBytes: a.retainedBytes + b.retainedBytes,
    exclusiveBytes: a.exclusiveBytes === null || b.exclusiveBytes === null ? null : a.exclusiveBytes + b.exclusiveBytes,
    perRound: a.perRound.map((round, i) => ({
      objects: round.objects + (b.perRound[i]?.objects ?? 0),
      retainedBytes: round.retainedBytes + (b.perRound[i]?.retainedBytes ?? 0),
    })),
    ...placesOf(a, b),
  };
}

/** The first, with what was found out about either. */
function locate(a: Finding, b: Finding): Finding {
  return { ...a, ...placesOf(a, b) };
}

/** What was found out about either. */
function placesOf(a: Finding, b: Finding): SiteFields & Pick<Finding, 'place' | 'processes'> {
  return {
    ...siteFieldsOf(a.growthSite === null ? b : a),
    place: a.place ?? b.place,
    processes: [...new Set([...a.processes, ...b.processes])].toSorted(),
  };
}
