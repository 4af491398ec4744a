import type { Finding } from '../growth/finding.ts';
import { detectorOf } from '../growth/growth-mode.ts';
import { quoteName } from './escape.ts';
import { placeText } from './growth-text.ts';

/** What to do about a growth, one concrete sentence: the advice of its mode's detector, with names and places put in. */
export function adviceFor({
  growthMode,
  ownerName,
  growthSite,
  content = null,
}: Pick<Finding, 'growthMode' | 'ownerName' | 'growthSite'> & { readonly content?: string | null }): string {
  return detectorOf(growthMode).advice({
    owner: ownerName === null ? null : quoteName(ownerName),
    adder: growthSite === null ? null : placeText(growthSite),
    content,
  });
}
