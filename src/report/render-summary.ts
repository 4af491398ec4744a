import { buildDocument } from './build-document.ts';
import { type Detail, FULL_DETAIL } from './detail.ts';
import type { Block } from './document.ts';
import type { LeakReport } from './leak-report.ts';
import { SHORTENING_STEPS } from './shorten.ts';
import { writeMarkdown } from './write-markdown.ts';

/** GitHub shows nothing of a step summary over 1 MiB; other writers to the same file get some room. */
export const MAX_SUMMARY_BYTES = 1_048_576 - 24 * 1024;

/**
 * The job summary as GitHub Markdown, at most `maxBytes` bytes of UTF-8. A longer one is shortened step by step, each step
 * named in the text, until it fits; what is too long even then is cut off at a line.
 */
export function renderSummary(
  report: LeakReport,
  { maxBytes = MAX_SUMMARY_BYTES }: { maxBytes?: number } = {},
): string {
  return fitMarkdown((detail, dropped) => buildDocument(report, detail, dropped), maxBytes);
}

/** Any document as Markdown of at most `maxBytes`, shortened in the same steps. `build` says what was dropped. */
export function fitMarkdown(build: (detail: Detail, dropped: readonly string[]) => Block[], maxBytes: number): string {
  let detail = FULL_DETAIL;
  let text = writeMarkdown(build(detail, []));
  const dropped: string[] = [];
  for (const step of SHORTENING_STEPS) {
    if (byteLength(text) <= maxBytes) return text;
    const lesser = step.shorten(detail);
    const shorter = writeMarkdown(build(lesser, [...dropped, step.gives]));
    // A step that takes nothing away would only add its own name.
    if (byteLength(shorter) >= byteLength(text)) continue;
    dropped.push(step.gives);
    [detail, text] = [lesser, shorter];
  }
  return cutAtLine(text, maxBytes);
}

/** The last resort: whole lines from the beginning. */
function cutAtLine(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  const kept: string[] = [];
  let bytes = 0;
  for (const line of text.split('\n')) {
    bytes += byteLength(line) + 1;
    if (bytes > maxBytes || line.startsWith('```')) break;
    kept.push(line);
  }
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}
