import type { Finding } from '../growth/finding.ts';
import { detectorOf } from '../growth/growth-mode.ts';
import { plainName, quoteName } from './escape.ts';
import { placeText } from './growth-text.ts';

type Advised = Pick<Finding, 'growthMode' | 'ownerName' | 'growthSite'> &
  Partial<Pick<Finding, 'content' | 'growthPackage' | 'place'>>;

/**
 * What to do about a growth, one concrete sentence: the advice of its mode's detector, with names and places put in. Where a
 * package inserts, nobody edits that line: what a reader can do lies in the call of it.
 */
export function adviceFor(finding: Advised): string {
  const { growthMode, ownerName, growthSite, growthPackage = null, place = null, content = null } = finding;
  if (growthPackage !== null) return adviceOnPackage(growthPackage, place);
  return detectorOf(growthMode).advice({
    owner: ownerName === null ? null : quoteName(ownerName),
    adder: growthSite === null ? null : placeText(growthSite),
    content,
  });
}

function adviceOnPackage({ name, version }: NonNullable<Finding['growthPackage']>, place: Finding['place']): string {
  const adder = `${plainName(name)} ${plainName(version)}`;
  const call = place === null ? '' : ` from ${placeText(place)}`;
  return `${adder} adds it when called${call} and never removes it: make that call once and keep what it gives, or with values that repeat, or give ${plainName(name)} a limit where it has an option for one; if neither helps, it is a leak of ${plainName(name)}, which another release may not have.`;
}
