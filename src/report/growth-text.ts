import type { Finding, GrowthMode, SourcePosition } from '../growth/finding.ts';
import { plainName, plainSentence, quoteName } from './escape.ts';
import { formatAmount, formatBytes, formatDecimal } from './format.ts';

/** What one unit of a growth is called; null where only its bytes can be counted. */
const UNITS: Readonly<Record<GrowthMode, readonly [singular: string, plural: string] | null>> = {
  'growing-collection': ['entry', 'entries'],
  'listener-accumulation': ['listener', 'listeners'],
  'closure-chain': ['function', 'functions'],
  timer: ['timer', 'timers'],
  'pending-promise': ['promise', 'promises'],
  'pinned-backing-store': ['buffer', 'buffers'],
  'growing-string': null,
  'file-descriptor': ['file descriptor', 'file descriptors'],
  'off-heap': null,
  'growing-objects': ['object', 'objects'],
};

/** The growth of one request in a sentence: `1 entry (412 B)`, `0.10 entries (41 B)`, `1.00 file descriptors`, `4.00 KiB`. */
export function growthText(
  finding: Pick<Finding, 'growthMode' | 'objectsPerRequest' | 'retainedBytesPerRequest'>,
): string {
  const units = UNITS[finding.growthMode];
  if (units === null) return formatBytes(finding.retainedBytesPerRequest);
  // Closing lags behind requests, so a descriptor rate is never exactly whole and should not look so.
  if (finding.growthMode === 'file-descriptor') return `${formatDecimal(finding.objectsPerRequest)} ${units[1]}`;
  const amount = formatAmount(finding.objectsPerRequest);
  return `${amount} ${amount === '1' ? units[0] : units[1]} (${formatBytes(finding.retainedBytesPerRequest)})`;
}

/** `entries`, `listeners`; null where only bytes can be counted. */
export function unitsOf(mode: GrowthMode): string | null {
  return UNITS[mode]?.[1] ?? null;
}

/** `src/store.ts:41`. */
export function placeText(place: SourcePosition): string {
  return `${plainName(place.file)}:${place.line}`;
}

/** `src/store.ts:41:19`. */
export function exactPlaceText(place: SourcePosition): string {
  return `${placeText(place)}:${place.column}`;
}

/** `` `sessions` in src/store.ts:41``; without a place or a name the owner in words. */
export function subjectText(finding: Pick<Finding, 'owner' | 'ownerName' | 'place'>): string {
  const owner = plainSentence(finding.owner, 240);
  if (finding.place === null) return owner;
  const name = finding.ownerName === null ? owner : quoteName(finding.ownerName);
  return `${name} in ${placeText(finding.place)}`;
}

/** The container in as few words as possible: its name, else the owner in words. */
export function ownerText(finding: Pick<Finding, 'owner' | 'ownerName'>): string {
  return finding.ownerName === null ? plainSentence(finding.owner, 240) : quoteName(finding.ownerName);
}

/** Of which request a rate is: `` `POST /login` ``, or `request` where none was singled out. */
export function requestText(request: string | null): string {
  return request === null ? 'request' : quoteName(request);
}
