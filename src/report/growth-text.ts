import type { Nouns } from '../growth/detectors/detector.ts';
import type { Finding, SourcePosition } from '../growth/finding.ts';
import { detectorOf } from '../growth/growth-mode.ts';
import { plainName, plainSentence, quoteName } from './escape.ts';
import { formatAmount, formatBytes, formatDecimal } from './format.ts';

/** `['entry', 'entries']`; null where only bytes were counted. */
function nounsOf({ growthMode, objects, objectsPerRequest, content }: Finding): Nouns | null {
  if (objects === 0 && objectsPerRequest === 0) return null;
  const detector = detectorOf(growthMode);
  const nouns = detector.nounsFor?.(content) ?? detector.nouns;
  if (nouns !== null) return nouns;
  return /^[A-Za-z][A-Za-z ]{0,40}$/u.test(content) ? [content, `${content}s`] : ['object', 'objects'];
}

/** `entries`, `listeners`; null where only bytes were counted. */
export function unitsOf(finding: Finding): string | null {
  return nounsOf(finding)?.[1] ?? null;
}

/** Whether the growth has a size; open descriptors and handles only have a number. */
export function hasBytes(finding: Finding): boolean {
  return finding.retainedBytes !== 0 || unitsOf(finding) === null;
}

/** Rates of a growth, and what they are of. */
export interface GrowthRates {
  readonly objects: number;
  readonly bytes: number;
  /** `` `POST /login` ``, `request` where none was singled out, `connection` where it grows with those. */
  readonly per: string;
}

export function ratesOf(finding: Finding): GrowthRates {
  const { objectsPerRequest, retainedBytesPerRequest, request } = finding;
  const opened = openedFor(finding);
  return opened === null
    ? { objects: objectsPerRequest, bytes: retainedBytesPerRequest, per: requestText(request) }
    : { objects: finding.objects / opened, bytes: finding.retainedBytes / opened, per: 'connection' };
}

/** Connections of all rounds, where the growth goes by them; null: it goes by requests. */
export function openedFor({ connections = [] }: Finding): number | null {
  const opened = connections.reduce((sum, count) => sum + count, 0);
  return opened === 0 ? null : opened;
}

/** The growth of one request or connection in a sentence: `1 entry (412 B)`, `0.10 entries (41 B)`, `1.00 file descriptors`, `4.00 KiB`. */
export function growthText(finding: Finding): string {
  const nouns = nounsOf(finding);
  const rates = ratesOf(finding);
  const bytes = formatBytes(rates.bytes);
  if (nouns === null) return bytes;
  // Closing lags behind requests, so a descriptor rate is never exactly whole and should not look so.
  const exact = finding.growthMode !== 'file-descriptor';
  const amount = exact ? formatAmount(rates.objects) : formatDecimal(rates.objects);
  const counted = `${amount} ${amount === '1' ? nouns[0] : nouns[1]}`;
  return hasBytes(finding) ? `${counted} (${bytes})` : counted;
}

/** `src/store.ts:41`. */
export function placeText(place: SourcePosition): string {
  return `${plainName(place.file)}:${place.line}`;
}

/** ` (added by debug 4.1.0 in node_modules/debug/src/common.js:129)`, where a dependency inserts; else ''. */
export function packageText({ growthPackage, growthSite }: Pick<Finding, 'growthPackage' | 'growthSite'>): string {
  if (growthSite === null || growthSite.inRepository || !growthSite.file.includes('node_modules/')) return '';
  const by =
    growthPackage === null ? 'a dependency' : `${plainName(growthPackage.name)} ${plainName(growthPackage.version)}`;
  return ` (added by ${by} in ${placeText(growthSite)})`;
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

/** A clause of another stage as a sentence of its own: capital first, full stop last. */
export function sentenceOf(clause: string, maxLength = 1000): string {
  const text = plainSentence(clause, maxLength).replace(/^[a-z](?=[a-z]* )/u, (letter) => letter.toUpperCase());
  return /[.…?]$/u.test(text) ? text : `${text}.`;
}
