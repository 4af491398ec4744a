import type { Finding, SiteFrame } from '../growth/finding.ts';
import type { ListingLine } from './document.ts';
import { clip, visible } from './escape.ts';
import { formatCounted } from './format.ts';
import { exactPlaceText } from './growth-text.ts';

const MAX_NAME_LENGTH = 60;

/**
 * The calls that lead to a growth site, innermost first, names and places in columns. The statement itself is always shown;
 * further frames outside the repository are counted, since a reader changes none of them, and Node's own within the statement are
 * left out. A stack that never enters the repository shows where each package is entered: the one that a reader depends on is among them.
 */
export function stackLines({ growthStack }: Pick<Finding, 'growthStack'>, maxFrames: number): ListingLine[] {
  const stack = growthStack.slice(
    Math.max(
      0,
      growthStack.findIndex(({ position }) => position !== null),
    ),
  );
  const shown = shownFrames(stack);
  const width = Math.max(...[...shown].map((frame) => Array.from(nameOf(frame)).length), 0);
  const lines: ListingLine[] = [];
  let hidden = 0;
  for (const [index, frame] of stack.slice(0, maxFrames).entries()) {
    if (index > 0 && !shown.has(frame)) {
      hidden += 1;
      continue;
    }
    lines.push(...outsideLine(hidden), lineOf(frame, width, index === 0));
    hidden = 0;
  }
  return [...lines, ...outsideLine(hidden + Math.max(0, stack.length - maxFrames))];
}

function shownFrames(stack: readonly SiteFrame[]): ReadonlySet<SiteFrame> {
  const own = stack.filter(({ position }) => position?.inRepository === true);
  if (own.length > 0) return new Set(own);
  const entered = new Map<string, SiteFrame>();
  for (const frame of stack) {
    const name = packageOf(frame);
    if (name !== null && !entered.has(name)) entered.set(name, frame);
  }
  return new Set(entered.values());
}

function packageOf({ position }: SiteFrame): string | null {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(position?.file ?? '')?.[1] ?? null;
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
