import { existsSync } from 'node:fs';
import * as core from '@actions/core';
import { markdownSentence } from '../report/escape.ts';
import type { ReportFiles } from '../report-folder.ts';
import { annotate } from './annotate.ts';
import type { GuardedLog } from './guarded-log.ts';
import type { Publication } from './publication.ts';

/** The runner keeps so many annotations of one type and step, and drops the others without a word. */
const keptAnnotations = 10;

/** Over this the runner shows no summary at all; the renderer shortens to fit below it. */
const summaryLimit = 1024 * 1024;

/** Width of the log as most people see it. */
const logColumns = 120;

/** Says something in the review by the API, and gives what became of it; none without a token. */
export type Speak = (publication: Publication) => Promise<readonly string[]>;

/** Files, outputs, summary, annotations, review and the step's result; without a runner the text alone. */
export async function publish(publication: Publication, speak: Speak, log: GuardedLog): Promise<void> {
  const summary = publication.summary();
  // First what is known: the files need a disk that has room.
  log.text(`\n${publication.terminal({ color: false, columns: logColumns })}`);
  const files = publication.write(summary);
  if (log.onRunner) {
    const { annotations, dropped } = publication.annotations(keptAnnotations);
    annotate(annotations);
    const named = nameDropped(dropped.map(({ title }) => title));
    if (named !== '') log.text(named);
    await writeSummary(summary + (named === '' ? '' : `\n${markdownSentence(named)}\n`), log);
    setOutputs(outputsOf(publication, files), log);
    for (const line of await speak(publication)) log.text(line);
  }
  // An error annotation says why already; setFailed would repeat it and take a slot of the ten.
  if (publication.fails) process.exitCode = core.ExitCode.Failure;
}

function outputsOf(publication: Publication, files: ReportFiles): Record<string, string | number> {
  return {
    verdict: publication.conclusion,
    findings: publication.leaks,
    'retained-bytes-per-request': publication.retainedBytesPerRequest,
    report: files.report,
    'summary-file': files.summary,
    'sarif-file': files.sarif,
  };
}

/** Sets the step's outputs; where the runner's file for them is missing, the log has them. */
export function setOutputs(outputs: Readonly<Record<string, string | number>>, log: GuardedLog): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (file !== undefined && !existsSync(file)) {
    const values = Object.entries(outputs).map(([name, value]) => `${name}=${value}`);
    log.text(`GITHUB_OUTPUT names ${file}, which does not exist. The outputs would have been: ${values.join(', ')}`);
    return;
  }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** So many are named one by one; the rest is in report.json. */
const namedAtMost = 20;

function nameDropped(titles: readonly string[]): string {
  if (titles.length === 0) return '';
  const more = titles.length > namedAtMost ? ` · and ${titles.length - namedAtMost} more in report.json` : '';
  return `Not annotated, because the runner keeps ${keptAnnotations}: ${titles.slice(0, namedAtMost).join(' · ')}${more}`;
}

/** Appends to the job summary, where there is one; where the runner's file for it is missing, the log says so. */
export async function writeSummary(markdown: string, log: GuardedLog): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined) return;
  if (!existsSync(file)) {
    log.text(`GITHUB_STEP_SUMMARY names ${file}, which does not exist: there is no job summary.`);
    return;
  }
  const bytes = Buffer.byteLength(markdown);
  if (bytes > summaryLimit) {
    log.text(`The summary has ${bytes} bytes, more than the runner shows; it stands in summary-file.`);
    return;
  }
  await core.summary.addRaw(markdown, true).write();
}
