import type { RetainerStep } from '../growth/finding.ts';

/** V8's own nodes between a program's objects: tables of entries, elements and properties, scopes, cells. */
const INTERNAL = /^(\((table|array|object elements|object properties|hash table)\)|system \/ .*)$/;
/** Where V8's paths begin; one of them is enough. Functions and objects without a name are told in small letters. */
const ROOT = /^\([A-Z][\w /,-]*\)$/;

/**
 * A retainer path without V8's internals: what they hold is told as held by the object before them, a variable as one of the
 * closure. The first and the last step stay, whatever they are. report.json keeps every step.
 */
export function foldInternals(path: readonly RetainerStep[]): RetainerStep[] {
  const folded: RetainerStep[] = [];
  const beginsAtRoots = path[1] !== undefined && path[0]?.name === '(root)' && path[1].name === '(GC roots)';
  for (const [index, step] of path.entries()) {
    if (index === 0 && beginsAtRoots) continue;
    const isLast = index === path.length - 1;
    if (!isLast && index > 0 && (INTERNAL.test(step.name) || (ROOT.test(step.name) && step.name !== '(GC roots)')))
      continue;
    folded.push({ ...step, reference: index > 0 && folded.length === 0 ? '' : referenceOf(step, path[index - 1]) });
  }
  return folded;
}

function referenceOf({ reference }: RetainerStep, above: RetainerStep | undefined): string {
  const isOfScope = above?.name.startsWith('system / Context') === true;
  return isOfScope && reference.startsWith('variable ') ? `closure ${reference}` : reference;
}
