import { type Likeness, likenessOf, signatureInFile } from '../growth/signature.ts';
import {
  byConnection,
  byOwnRequest,
  bytesOf,
  type ComparableLeak,
  type ComparableRun,
  classOfContent,
  objectsOf,
} from './comparable-run.ts';
import { compareBytes, compareCounts, type RateComparison, rateOf } from './compare-rates.ts';
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
    if (known !== undefined) return unlessShifted(change(known, leak), known, leak, { base, head, shared });
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
  const isCounted = unitOf(base) === 'objects' && unitOf(head) === 'objects';
  if (isCounted && compareCounts(objectsOf(base), objectsOf(head)).outcome !== 'same') return false;
  // A container of another kind, or other objects, weigh something else.
  const isOther = kindOf(base) !== kindOf(head) || classOfContent(base.signature) !== classOfContent(head.signature);
  return isOther || compareBytes(bytesOf(base), bytesOf(head)).outcome === 'same';
}

function kindOf({ signature }: ComparableLeak): string {
  return signature.slice(signature.indexOf(' | ') + 3).split(' ')[0]!;
}

function movedLeak(base: ComparableLeak, head: ComparableLeak): LeakChange {
  const told = change(base, head);
  return { ...told, because: `it is what the base has as ${baseName(base)}, moved or made otherwise: ${told.because}` };
}

function baseName({ owner, ownerName, place }: ComparableLeak): string {
  return `${ownerName ?? owner}${place === null ? '' : ` in ${place.file}`}`;
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

function untold(signature: string, leak: ComparableLeak, where: string): LeakChange {
  const unit = unitOf(leak);
  const rate = rateIn(leak, unit);
  const because = `${where} it was not told from a leak of the same rate, but as many ${classOfContent(signature)} objects were added per request`;
  return { ...toldBy(leak), signature, change: 'known', unit, baseRate: rate, headRate: rate, because };
}

function newLeak(
  leak: ComparableLeak,
  base: ComparableRun,
  other: ComparableRun['others'][number] | undefined,
  alike: ComparableLeak | undefined,
): LeakChange {
  const unit = unitOf(leak);
  const headRate = rateIn(inItsMeasure(leak), unit);
  const rare = unit === 'objects' && !leak.perConnection && isTooRare(rateOf(objectsOf(leak)), base);
  const because = [
    other !== undefined
      ? `there it grew too, but was told from a leak (${other.status}: ${other.because})`
      : 'the base has no such leak',
    ...(alike !== undefined
      ? [
          `${baseName(alike)}, which leaks there and not here, kept as many of the same objects: if it was renamed, this is the same leak, which leakgate accept takes on for a while`,
        ]
      : []),
    ...(rare
      ? [`it would only have shown one of 1 object per ${base.oneObjectPerRequests} requests, so this may be older`]
      : []),
  ].join('; ');
  return { ...toldBy(leak), change: 'new', unit, ...measureOf(leak), baseRate: 0, headRate, because };
}

function goneLeak(signature: string, leak: ComparableLeak, head: ComparableRun): LeakChange {
  const unit = unitOf(leak);
  const baseRate = rateIn(inItsMeasure(leak), unit);
  const told = { ...toldBy(leak), signature, unit, ...measureOf(leak), baseRate, headRate: 0 };
  const still = head.others.find((other) => other.signature === signature);
  if (still !== undefined) {
    const change = still.status === 'undecided' ? 'slower' : 'fixed';
    return { ...told, change, because: `it is ${still.status} now: ${still.because}` };
  }
  if (leak.request != null && head.sent !== undefined && !head.sent.includes(leak.request))
    return { ...told, change: 'slower', because: `${leak.request}, which grows it, was not sent here` };
  if (unit === 'objects' && !leak.perConnection && isTooRare(rateOf(objectsOf(leak)), head)) {
    const because = `it was not seen here, where one of 1 object per ${head.oneObjectPerRequests} requests would have been`;
    return { ...told, change: 'slower', because };
  }
  return { ...told, change: 'fixed', because: 'it does not grow any more' };
}

function inItsMeasure(leak: ComparableLeak): ComparableLeak {
  return (leak.perConnection ? byConnection(leak) : null) ?? leak;
}

function measureOf(leak: ComparableLeak): Pick<LeakChange, 'per'> {
  return leak.perConnection && leak.connections !== undefined ? { per: 'connection' } : {};
}

function change(before: ComparableLeak, now: ComparableLeak): LeakChange {
  if (before.perConnection && now.perConnection) {
    const [there, here] = [byConnection(before), byConnection(now)];
    if (there !== null && here !== null) return { ...changeOfRate(there, here, 'connection'), per: 'connection' };
  }
  if (before.perConnection || now.perConnection) return unknownRate(before, now);
  const isOfOneRequest = before.request != null && before.request === now.request;
  return isOfOneRequest ? changeOfRate(byOwnRequest(before), byOwnRequest(now)) : changeOfRate(before, now);
}

function unknownRate(before: ComparableLeak, now: ComparableLeak): LeakChange {
  const unit = sharedUnit(before, now);
  return {
    ...toldBy(now),
    change: 'known',
    unit,
    baseRate: rateIn(before, unit),
    headRate: rateIn(now, unit),
    because: 'it grows with connections, so its rate per request says nothing',
  };
}

function sharedUnit(a: ComparableLeak, b: ComparableLeak): LeakChange['unit'] {
  return unitOf(a) === 'objects' && unitOf(b) === 'objects' ? 'objects' : 'bytes';
}

function changeOfRate(base: ComparableLeak, head: ComparableLeak, per = 'request'): LeakChange {
  const told = toldBy(head);
  const unit = sharedUnit(base, head);
  const share = head.requestShare;
  const rates = (comparison: RateComparison) => ({
    baseRate: comparison.baseRate / share,
    headRate: comparison.headRate / share,
  });
  const bytes = compareBytes(bytesOf(base), bytesOf(head));
  const counts = unit === 'objects' ? compareCounts(objectsOf(base), objectsOf(head)) : bytes;
  // As many objects, each much larger than before, are a faster leak too; a run that knew them by their number alone weighed none.
  const heavier = isWeighed(base) && counts.outcome === 'same' && bytes.outcome === 'faster';
  const decisive = heavier ? bytes : counts;
  const shownIn = heavier ? 'bytes' : unit;
  return {
    ...told,
    change: decisive.outcome === 'same' ? 'known' : decisive.outcome,
    unit: shownIn,
    ...rates(decisive),
    because: explain(decisive, share, shownIn, per),
  };
}

function explain(
  { outcome, baseRate, headRate, jointError }: RateComparison,
  share: number,
  unit: LeakChange['unit'],
  per: string,
): string {
  const [base, head, error] = [baseRate, headRate, jointError].map((rate) => numberOf(rate / share));
  const what = unit === 'bytes' ? ' B' : '';
  const where = outcome === 'same' ? 'within' : 'beyond';
  return `${base}${what} per ${per} in the base and ${head}${what} here, ${where} their joint error of ± ${error}${what}`;
}

function numberOf(value: number): string {
  return value === 0 ? '0' : value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

function toldBy({
  signature,
  owner,
  ownerName,
  place,
}: ComparableLeak): Pick<LeakChange, 'signature' | 'owner' | 'ownerName' | 'place'> {
  return { signature, owner, ownerName, place };
}

function isWeighed({ bytes }: ComparableLeak): boolean {
  return bytes.some((gain) => gain > 0);
}

function unitOf({ objects }: ComparableLeak): LeakChange['unit'] {
  return objects.some((gain) => gain > 0) ? 'objects' : 'bytes';
}

function rateIn(leak: ComparableLeak, unit: LeakChange['unit']): number {
  return rateOf(unit === 'objects' ? objectsOf(leak) : bytesOf(leak)) / leak.requestShare;
}

/** Whether a run could have overlooked a leak of this rate. */
function isTooRare(rate: number, { oneObjectPerRequests }: ComparableRun): boolean {
  return oneObjectPerRequests !== null && rate < 1 / oneObjectPerRequests;
}
