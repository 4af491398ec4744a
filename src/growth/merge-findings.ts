import type { Finding, FindingStatus } from './finding.ts';
import { groupBy } from './group-by.ts';

/** The gravest first: what is a leak in one worker is one, whatever the others have shown of it. */
const GRAVITY: readonly FindingStatus[] = ['leak', 'undecided', 'per-connection', 'background', 'plateau', 'released'];

/**
 * In a service of several isolates the same container exists in each of them: findings with one signature that grow in
 * different isolates are one, with their growth added up. In the same isolate they are two containers that are called
 * alike, and stay two, unless one of them is known by its size alone: then both are the same growth, seen twice.
 */
export function mergeBySignature(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, ({ signature }) => signature).values()].flatMap(mergeAlike);
}

function mergeAlike(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted(
    (a, b) => GRAVITY.indexOf(a.status) - GRAVITY.indexOf(b.status) || b.retainedBytes - a.retainedBytes,
  );
  const merged: Finding[] = [];
  for (const finding of sorted) {
    const apart = merged.findIndex((each) => each.processes.every((name) => !finding.processes.includes(name)));
    const same = merged.findIndex((each) => each.retainedBytes === 0 || finding.retainedBytes === 0);
    if (same >= 0 && apart !== same) merged[same] = joinSeenTwice(merged[same]!, finding);
    else if (apart >= 0) merged[apart] = add(merged[apart]!, finding);
    else merged.push(finding);
  }
  return merged;
}

/** The one with the bytes tells how much, the graver one what became of it. */
function joinSeenTwice(graver: Finding, other: Finding): Finding {
  const [told, unmeasured] = graver.retainedBytes === 0 ? [other, graver] : [graver, other];
  return { ...told, status: graver.status, because: graver.because, ...placesOf(told, unmeasured) };
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

/** What was found out about either. */
function placesOf(
  a: Finding,
  b: Finding,
): Pick<Finding, 'growthSite' | 'growthSiteEvidence' | 'growthStack' | 'place' | 'processes'> {
  const sited = a.growthSite === null ? b : a;
  return {
    growthSite: sited.growthSite,
    growthSiteEvidence: sited.growthSiteEvidence,
    growthStack: sited.growthStack,
    place: a.place ?? b.place,
    processes: [...new Set([...a.processes, ...b.processes])].toSorted(),
  };
}
