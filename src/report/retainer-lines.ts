import type { Finding, RetainerStep } from '../growth/finding.ts';
import type { ListingLine } from './document.ts';
import { clip, visible } from './escape.ts';
import { foldInternals } from './fold-internals.ts';
import { formatBytes, formatCount } from './format.ts';
import { exactPlaceText } from './growth-text.ts';

const MAX_INDENT = 24;
const MAX_STEP_LENGTH = 90;
const MARK_EMPTIED = '← stops growing here if emptied';

interface Row {
  readonly text: string;
  readonly place: string;
  readonly suspect: boolean;
  /** Where a line of tildes goes below the row, or null. */
  readonly underline: { readonly from: number; readonly length: number } | null;
}

/**
 * The retainer path as an indented tree, one step a line with its place in a column, the suspect part marked as LeakCanary
 * marks it. Longer paths than `maxSteps` lose steps in the middle, and say so.
 */
export function retainerLines(finding: Finding, maxSteps: number): ListingLine[] {
  const path = foldInternals(finding.retainerPath);
  const container = path.findIndex((step) => step.suspect);
  const kept = keptSteps(path.length, container, maxSteps);
  const rows = path.flatMap((step, index): Row[] => {
    if (kept(index)) return [rowOf(step, index, index === container, index === path.length - 1 ? finding : null)];
    return kept(index - 1) ? [gapRow(index, path, kept)] : [];
  });
  return alignPlaces(rows);
}

function rowOf(step: RetainerStep, depth: number, isContainer: boolean, finding: Finding | null): Row {
  const indent = depth === 0 ? '' : `${indentOf(depth)}→ `;
  const reference = clip(visible(step.reference), MAX_STEP_LENGTH);
  const label = reference === '' ? '' : `${reference} : `;
  const text = `${indent}${label}${clip(visible(step.name), MAX_STEP_LENGTH)}${finding === null ? '' : multitudeOf(finding)}`;
  const place = step.position === null ? '' : exactPlaceText(step.position);
  return {
    text,
    place: isContainer ? `${place}  ${MARK_EMPTIED}`.trim() : place,
    suspect: step.suspect,
    underline: isContainer
      ? { from: widthOf(indent), length: widthOf(reference === '' ? step.name : reference) }
      : null,
  };
}

/** ` × 6,998, 412 B each` behind the last step. */
function multitudeOf(finding: Finding): string {
  if (finding.objects <= 0) return '';
  const each = finding.retainedBytes > 0 ? `, ${formatBytes(finding.retainedBytes / finding.objects)} each` : '';
  return ` × ${formatCount(finding.objects)}${each}`;
}

/** Keeps the first two steps, the last two and those around the container. */
function keptSteps(length: number, container: number, maxSteps: number): (index: number) => boolean {
  const around = Math.max(1, Math.floor((maxSteps - 5) / 2));
  const centre = container < 0 ? length - 1 : container;
  return (index) =>
    index >= 0 && (length <= maxSteps || index < 2 || index >= length - 2 || Math.abs(index - centre) <= around);
}

function gapRow(from: number, path: readonly RetainerStep[], kept: (index: number) => boolean): Row {
  let to = from;
  while (to < path.length && !kept(to)) to += 1;
  return { text: `${indentOf(from)}… ${formatCount(to - from)} steps`, place: '', suspect: false, underline: null };
}

function indentOf(depth: number): string {
  return ' '.repeat(Math.min(depth * 2, MAX_INDENT));
}

function alignPlaces(rows: readonly Row[]): ListingLine[] {
  const column = Math.min(72, Math.max(0, ...rows.filter((row) => row.place !== '').map((row) => widthOf(row.text))));
  return rows.flatMap((row): ListingLine[] => {
    const gap = ' '.repeat(Math.max(0, column - widthOf(row.text)) + 2);
    const line = { text: row.place === '' ? row.text : `${row.text}${gap}${row.place}`, suspect: row.suspect };
    if (row.underline === null) return [line];
    const tildes = `${' '.repeat(row.underline.from)}${'~'.repeat(row.underline.length)}`;
    return [line, { text: tildes, suspect: true }];
  });
}

function widthOf(text: string): number {
  return Array.from(text).length;
}
