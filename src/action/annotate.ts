import * as core from '@actions/core';
import type { Annotation } from '../report/to-annotations.ts';

const annotateAs = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** Writes annotations as workflow commands; how many the runner keeps is the caller's business. */
export function annotate(annotations: readonly Annotation[]): void {
  for (const annotation of annotations) annotateAs[annotation.level](annotation.message, placeOf(annotation));
}

/** A column counts only where the first and the last line are the same. */
function placeOf({ title, file, line, column }: Annotation): core.AnnotationProperties {
  if (file === null) return { title };
  if (line === null) return { title, file };
  return { title, file, startLine: line, endLine: line, ...(column === null ? {} : { startColumn: column }) };
}
