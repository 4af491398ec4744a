import * as core from '@actions/core';
import type { Annotation } from '../report/annotations.ts';

/** What the runner keeps: 10 annotations per type and step, 4,096 characters each; the surplus goes unnoticed. */
const keptPerType = 10;
const longestMessage = 4096;

const annotateAs = { error: core.error, warning: core.warning, notice: core.notice } as const;

/**
 * Writes annotations, most important first, as many as the runner keeps, and returns those it would have dropped.
 * `reservedErrors`: error slots that are needed for something else (setFailed takes one).
 */
export function annotate(annotations: readonly Annotation[], reservedErrors: number): Annotation[] {
  const left = { error: keptPerType - reservedErrors, warning: keptPerType, notice: keptPerType };
  // At most ten in all: a reader who meets more reads none.
  let total = keptPerType - reservedErrors;
  const dropped: Annotation[] = [];
  for (const annotation of annotations) {
    if (left[annotation.level] <= 0 || total <= 0) {
      dropped.push(annotation);
      continue;
    }
    left[annotation.level] -= 1;
    total -= 1;
    annotateAs[annotation.level](shorten(annotation.message), placeOf(annotation));
  }
  return dropped;
}

function placeOf({ title, file, line, column }: Annotation): core.AnnotationProperties {
  return {
    ...(title === null ? {} : { title }),
    ...(file === null ? {} : { file }),
    ...(file === null || line === null ? {} : { startLine: line, endLine: line }),
    ...(file === null || line === null || column === null ? {} : { startColumn: column }),
  };
}

/** The cap holds for the escaped message, in which a line break or a percent sign takes three characters. */
export function shorten(message: string): string {
  let length = 0;
  let end = 0;
  for (const character of message) {
    length += /[%\r\n]/.test(character) ? 3 : character.length;
    if (length > longestMessage - 1) return `${message.slice(0, end)}…`;
    end += character.length;
  }
  return message;
}
