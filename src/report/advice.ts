import type { Finding, GrowthMode, SourcePosition } from '../growth/finding.ts';
import { detectorOf } from '../growth/growth-mode.ts';
import { plainName, quoteName } from './escape.ts';
import { placeText } from './growth-text.ts';

type Advised = Pick<Finding, 'growthMode' | 'ownerName' | 'growthSite'> &
  Partial<Pick<Finding, 'content' | 'growthRemoval' | 'growthPackage' | 'growthStack'>>;

/** Modes whose advice holds whoever inserts: copy the small part, clear the timer, close what was opened. */
const OF_ITS_OWN: ReadonlySet<GrowthMode> = new Set([
  'pinned-backing-store',
  'timer',
  'file-descriptor',
  'off-heap',
  'vm-context',
  'pending-promise',
]);

/**
 * What to do about a growth, one concrete sentence: where a call was seen that was to remove, that one; else the advice of its mode's
 * detector, with names and places put in. Where a package inserts, nobody edits that line: what a reader can do lies in the call of it.
 */
export function adviceFor(finding: Advised): string {
  const { growthSite, growthRemoval = null } = finding;
  const usual = usualAdvice(finding);
  return growthRemoval === null || growthSite === null ? usual : adviceOnRemoval(growthRemoval, growthSite, usual);
}

function usualAdvice(finding: Advised): string {
  const { growthMode, ownerName, growthSite, growthPackage = null, growthStack = [], content = null } = finding;
  if (growthPackage !== null && !OF_ITS_OWN.has(growthMode)) {
    const caller = callerIn(growthStack);
    return growthMode === 'listener-accumulation' && caller !== null
      ? adviceOnSubscription(growthPackage, caller)
      : adviceOnPackage(growthPackage, caller);
  }
  return detectorOf(growthMode).advice({
    owner: ownerName === null ? null : quoteName(ownerName),
    adder: growthSite === null ? null : placeText(growthSite),
    content,
  });
}

/** `removeListener` with a function that was never added, `delete` by another key. */
function adviceOnRemoval(
  { position, statement, calls, isBesideGrowth }: NonNullable<Finding['growthRemoval']>,
  site: SourcePosition,
  otherwise: string,
): string {
  const removal = `${placeText(position)}${statement === null ? '' : ` (${quoteName(statement, 160)})`}`;
  const called = `it was called ${calls} times while this grew and found nothing to remove`;
  return isBesideGrowth
    ? `Mend ${removal}: ${called}, so it names another key or listener than ${placeText(site)} adds.`
    : `See whether ${removal} is to take back what ${placeText(site)} adds: ${called}. If so, it names another key or listener; if not: ${otherwise}`;
}

function callerIn(stack: Finding['growthStack']): string | null {
  const caller = stack.find(({ position }) => position?.inRepository === true)?.position ?? null;
  return caller === null ? null : placeText(caller);
}

/** A listener is added by what a package offers for it; whoever calls that has to take it back. */
function adviceOnSubscription({ name }: NonNullable<Finding['growthPackage']>, caller: string): string {
  return `${caller} subscribes by ${plainName(name)} and nothing takes it back: end it when the request ends (\`unsubscribe\`, \`off\`, \`return()\` of an iterator, \`takeUntil\`, an \`AbortSignal\`), or subscribe once at start-up.`;
}

function adviceOnPackage({ name, version }: NonNullable<Finding['growthPackage']>, caller: string | null): string {
  const adder = `${plainName(name)} ${plainName(version)}`;
  const call = caller === null ? '' : ` from ${caller}`;
  return `${adder} adds it when called${call}, and nothing was seen to remove it: take it back when the request ends where ${plainName(name)} lets you (\`off\`, \`unsubscribe\`, \`return()\` of an iterator, \`close()\`), or make that call once and keep what it gives, or with values that repeat, or give ${plainName(name)} a limit where it has an option for one; if none of this helps, it is a leak of ${plainName(name)}, which another release may not have.`;
}
