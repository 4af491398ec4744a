import { buildDocument } from './build-document.ts';
import { type Detail, FULL_DETAIL } from './detail.ts';
import type { LeakReport } from './leak-report.ts';
import { type TextStyle, writeText } from './write-text.ts';

/** What fits a screen or two; the rest is counted and left to report.json. */
const TERMINAL_DETAIL: Detail = {
  ...FULL_DETAIL,
  findingsInFull: 3,
  findingsListed: 20,
  quietListed: 10,
  pathSteps: 16,
  roundRows: 20,
  outputLines: 15,
  notes: 10,
};

/** The summary's text for a terminal or a log. Without `color` it holds no escape codes at all. */
export function renderTerminal(report: LeakReport, { color, columns }: TextStyle): string {
  return writeText(buildDocument(report, TERMINAL_DETAIL, []), { color, columns });
}
