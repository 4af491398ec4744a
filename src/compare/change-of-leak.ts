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
import type { LeakChange } from './comparison.ts';

/** Of a leak that both have: by its rates, those of the same request or of connections where both are known to grow with them. */
export function changeOfLeak(before: ComparableLeak, now: ComparableLeak): LeakChange {
  const [there, here] = [byConnection(before), byConnection(now)];
  if (there !== null && here !== null) return { ...changeOfRate(there, here, 'connection'), per: 'connection' };
  if (before.perConnection || now.perConnection) return unknownRate(before, now);
  const isOfOneRequest = before.request != null && before.request === now.request;
  return isOfOneRequest ? changeOfRate(byOwnRequest(before), byOwnRequest(now)) : changeOfRate(before, now);
}

/** Of a leak that one run does not tell, and that is there all the same. */
export function untold(signature: string, leak: ComparableLeak, where: string): LeakChange {
  const unit = unitOf(leak);
  const rate = rateIn(leak, unit);
  const because = `${where} it was not told from a leak of the same rate, but as many ${classOfContent(signature)} objects were added per request`;
  return { ...toldBy(leak), signature, change: 'known', unit, baseRate: rate, headRate: rate, because };
}

/** `other`: what became of it in the base, where it was no leak; `alike`: a leak of the base that it may be under a new name. */
export function newLeak(
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

/** Of a leak that the head does not have, with its signature there: fixed only where it would have been seen. */
export function goneLeak(signature: string, leak: ComparableLeak, head: ComparableRun): LeakChange {
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
  return byConnection(leak) ?? leak;
}

function measureOf(leak: ComparableLeak): Pick<LeakChange, 'per'> {
  return byConnection(leak) === null ? {} : { per: 'connection' };
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

/** What both have counted. */
export function sharedUnit(a: ComparableLeak, b: ComparableLeak): LeakChange['unit'] {
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

/** A leak as the base calls it. */
export function baseName({ owner, ownerName, place }: ComparableLeak): string {
  return `${ownerName ?? owner}${place === null ? '' : ` in ${place.file}`}`;
}
