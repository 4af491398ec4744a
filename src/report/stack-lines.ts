import type { Finding, SiteFrame } from '../growth/finding.ts';
import type { ListingLine } from './document.ts';
import { clip, visible } from './escape.ts';
import { formatCounted } from './format.ts';
import { exactPlaceText } from './growth-text.ts';

const MAX_NAME_LENGTH = 60;

/**
 * The calls that lead to a growth site, innermost first, names and places in columns. The statement itself is always shown;
 * further frames outside the repository are counted, since a reader changes none of them.
 */
export function stackLines({ growthStack }: Pick<Finding, 'growthStack'>, maxFrames: number): ListingLine[] {
  const width = Math.max(...growthStack.filter(isShown).map((frame) => Array.from(nameOf(frame)).length), 0);
  const lines: ListingLine[] = [];
  let hidden = 0;
  for (const [index, frame] of growthStack.slice(0, maxFrames).entries()) {
    if (index > 0 && !isShown(frame)) {
      hidden += 1;
      continue;
    }
    lines.push(...outsideLine(hidden), lineOf(frame, width, index === 0));
    hidden = 0;
  }
  return [...lines, ...outsideLine(hidden + Math.max(0, growthStack.length - maxFrames))];
}

function isShown(frame: SiteFrame): boolean {
  return frame.position?.inRepository === true;
}

function outsideLine(frames: number): ListingLine[] {
  return frames === 0 ? [] : [{ text: `  … ${formatCounted(frames, 'more call')}`, suspect: false }];
}

function lineOf(frame: SiteFrame, width: number, suspect: boolean): ListingLine {
  const name = nameOf(frame);
  const gap = ' '.repeat(Math.max(0, width - Array.from(name).length) + 2);
  const place = frame.position === null ? '(no file)' : exactPlaceText(frame.position);
  return { text: `${name}${gap}${place}`, suspect };
}

function nameOf(frame: SiteFrame): string {
  return frame.functionName === '' ? '(anonymous)' : clip(visible(frame.functionName), MAX_NAME_LENGTH);
}
