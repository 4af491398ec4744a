import type { Finding, FindingStatus } from './finding.ts';
import { groupBy } from './group-by.ts';

/** The gravest first: what is a leak in one worker is one, whatever the others have shown of it. */
const GRAVITY: readonly FindingStatus[] = ['leak', 'undecided', 'per-connection', 'background', 'plateau', 'released'];

/**
 * In a service of several isolates the same container exists in each of them: findings with one signature are one, with
 * their growth added up. The first in gravity, then in bytes, tells the story.
 */
export function mergeBySignature(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, ({ signature }) => signature).values()].map(mergeAlike);
}

function mergeAlike(findings: readonly Finding[]): Finding {
  const [first, ...others] = findings.toSorted(
    (a, b) => GRAVITY.indexOf(a.status) - GRAVITY.indexOf(b.status) || b.retainedBytes - a.retainedBytes,
  );
  return others.reduce(add, first!);
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
    growthSite: a.growthSite ?? b.growthSite,
    growthSiteEvidence: a.growthSite === null ? b.growthSiteEvidence : a.growthSiteEvidence,
    growthStack: a.growthSite === null ? b.growthStack : a.growthStack,
    place: a.place ?? b.place,
    processes: [...new Set([...a.processes, ...b.processes])].toSorted(),
  };
}
