import { containerKindOf, type Likeness, likenessOf, signatureInFile } from '../growth/signature.ts';
import { baseName, changeOfLeak, goneLeak, newLeak, sharedUnit, untold } from './change-of-leak.ts';
import { bytesOf, type ComparableLeak, type ComparableRun, classOfContent, objectsOf } from './comparable-run.ts';
import { compareBytes, compareCounts, rateOf } from './compare-rates.ts';
import type { Change, LeakChange } from './comparison.ts';

/** Most important first. */
const ORDER: readonly Change[] = ['new', 'faster', 'known', 'slower', 'fixed'];

/** Of a difference between two runs so much must show in the totals, too. */
const SHOWN = 0.5;

/**
 * The leaks of a run against those of its base, joined by signature. `renamed`: files of the base by their path there → path here.
 * A leak counts as fixed only where this run came to a verdict and would have seen it.
 */
export function compareRuns(
  base: ComparableRun,
  head: ComparableRun,
  renamed: ReadonlyMap<string, string> = new Map(),
): LeakChange[] {
  const here = (signature: string): string => signatureInFile(signature, (file) => renamed.get(file) ?? file);
  const before = new Map(base.leaks.map((leak) => [here(leak.signature), leak]));
  const others = new Map(base.others.map((other) => [here(other.signature), other]));
  const shared = head.leaks.filter(({ signature }) => before.has(signature));
  const now = new Set(head.leaks.map((leak) => leak.signature));
  const earlier = earlierLeaks(
    [...before].filter(([signature]) => !now.has(signature)),
    head.leaks.filter((leak) => !before.has(leak.signature)),
  );
  const moved = [...earlier.values()].filter(({ likeness }) => likeness === 'moved');
  const changes = head.leaks.map((leak): LeakChange => {
    const known = before.get(leak.signature);
    const alike = earlier.get(leak);
    if (alike?.likeness === 'moved') return movedLeak(alike.leak, leak);
    if (known !== undefined) return unlessShifted(changeOfLeak(known, leak), known, leak, { base, head, shared });
    if (isToldWithOthers(leak, head, base, shared)) return untold(leak.signature, leak, 'in the base');
    return newLeak(leak, base, others.get(leak.signature), alike?.leak);
  });
  const told = new Set([...now, ...moved.map(({ signature }) => signature)]);
  if (head.conclusion !== 'inconclusive') {
    for (const [signature, leak] of before) {
      if (told.has(signature)) continue;
      const isUntold = isToldWithOthers(leak, base, head, shared);
      changes.push(isUntold ? untold(signature, leak, 'here') : goneLeak(signature, leak, head));
    }
  }
  return changes.toSorted((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
}

/** A leak of the base that a leak of this run may be, under its signature here. */
interface Earlier {
  readonly signature: string;
  readonly leak: ComparableLeak;
  readonly likeness: Likeness;
}

/** Of leaks that only this run tells, what only the base tells: the same objects at the same rate in a container alike, where no other could be meant. */
function earlierLeaks(
  gone: readonly (readonly [string, ComparableLeak])[],
  added: readonly ComparableLeak[],
): Map<ComparableLeak, Earlier> {
  const pairs = added.flatMap((head) =>
    gone.flatMap(([signature, leak]) => {
      const likeness = likenessOf(signature, head.signature);
      return likeness !== null && leak.perConnection === head.perConnection && growsAlike(leak, head)
        ? [{ head, earlier: { signature, leak, likeness } }]
        : [];
    }),
  );
  const isOnly = (pair: (typeof pairs)[number]): boolean =>
    pairs.every((other) => other === pair || (other.head !== pair.head && other.earlier.leak !== pair.earlier.leak));
  return new Map(pairs.filter(isOnly).map(({ head, earlier }) => [head, earlier]));
}

function growsAlike(base: ComparableLeak, head: ComparableLeak): boolean {
  const isCounted = sharedUnit(base, head) === 'objects';
  if (isCounted && compareCounts(objectsOf(base), objectsOf(head)).outcome !== 'same') return false;
  // A container of another kind, or other objects, weigh something else.
  const isOther =
    containerKindOf(base.signature) !== containerKindOf(head.signature) ||
    classOfContent(base.signature) !== classOfContent(head.signature);
  return isOther || compareBytes(bytesOf(base), bytesOf(head)).outcome === 'same';
}

function movedLeak(base: ComparableLeak, head: ComparableLeak): LeakChange {
  const told = changeOfLeak(base, head);
  return { ...told, because: `it is what the base has as ${baseName(base)}, moved or made otherwise: ${told.because}` };
}

/**
 * Whether a leak that one run does not tell is there all the same: what hangs along two ways (two listeners of one socket, one of
 * which knows the other) is found by either or by both. It is when a leak of the same mode and rate is told in both runs, and as
 * many objects of its class are added in the run that does not tell it.
 */
function isToldWithOthers(
  leak: ComparableLeak,
  run: ComparableRun,
  silent: ComparableRun,
  shared: readonly ComparableLeak[],
): boolean {
  const rate = rateOf(objectsOf(leak));
  const isAlike = (other: ComparableLeak): boolean =>
    modeOf(other) === modeOf(leak) && compareCounts(objectsOf(other), objectsOf(leak)).outcome === 'same';
  if (rate <= 0 || leak.perConnection || !shared.some(isAlike)) return false;
  const [told, untoldRate] = [run, silent].map(({ classes }) => classRate(classes, classOfContent(leak.signature)));
  return told! > 0 && untoldRate! > told! - SHOWN * rate;
}

function classRate(classes: ComparableRun['classes'], name: string): number {
  return classes !== undefined && Object.hasOwn(classes, name) ? classes[name]! : 0;
}

/**
 * Of leaks of one mode that share what they hold, each run gives the shared part to either: one is faster and the other slower while
 * nothing has changed. A change counts only when the totals of the heap show at least half of it.
 */
function unlessShifted(
  told: LeakChange,
  before: ComparableLeak,
  now: ComparableLeak,
  { base, head, shared }: { base: ComparableRun; head: ComparableRun; shared: readonly ComparableLeak[] },
): LeakChange {
  if (told.change !== 'faster' && told.change !== 'slower') return told;
  // What lies outside the heap is in no total of it.
  if (modeOf(now) === 'off-heap') return told;
  if (!shared.some((other) => other !== now && modeOf(other) === modeOf(now))) return told;
  const name = classOfContent(now.signature);
  const [rateBefore, rateNow, totalBefore, totalNow] =
    told.unit === 'objects'
      ? [
          rateOf(objectsOf(before)),
          rateOf(objectsOf(now)),
          classRate(base.classes, name),
          classRate(head.classes, name),
        ]
      : [rateOf(bytesOf(before)), rateOf(bytesOf(now)), base.heapBytesPerRequest ?? 0, head.heapBytesPerRequest ?? 0];
  const sign = told.change === 'faster' ? 1 : -1;
  const isShown = sign * (totalNow - totalBefore) >= SHOWN * sign * (rateNow - rateBefore);
  if (isShown || totalBefore <= 0 || totalNow <= 0) return told;
  const what = told.unit === 'objects' ? `${name} objects` : 'bytes';
  const because = `${told.because}, but as many ${what} are added per request in all: leaks that share what they hold are told in either way`;
  return { ...told, change: 'known', because };
}

function modeOf({ signature }: ComparableLeak): string {
  return signature.slice(0, signature.indexOf(' | '));
}
