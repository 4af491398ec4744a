import type { Finding, GrowthMode } from '../growth/finding.ts';
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
  const { growthMode, ownerName, growthSite, growthRemoval = null, growthPackage = null } = finding;
  const { growthStack = [], content = null } = finding;
  if (growthRemoval !== null && growthSite !== null) {
    const called = `was called ${growthRemoval.calls} times while this grew and found nothing to remove`;
    const removal = removalText(growthRemoval);
    if (growthRemoval.isBesideGrowth)
      return `Mend ${removal}: it ${called}, so it names another key or listener than ${placeText(growthSite)} adds.`;
    const otherwise = adviceFor({ ...finding, growthRemoval: null });
    return `See whether ${removal} is to take back what ${placeText(growthSite)} adds: it ${called}. If so, it names another key or listener; if not: ${otherwise}`;
  }
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
function removalText({ position, statement }: NonNullable<Finding['growthRemoval']>): string {
  return `${placeText(position)}${statement === null ? '' : ` (${quoteName(statement, 160)})`}`;
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
