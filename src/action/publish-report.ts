import { existsSync } from 'node:fs';
import * as core from '@actions/core';
import type { Policy } from '../options/resolve-options.ts';
import { markdownSentence } from '../report/escape.ts';
import type { LeakReport } from '../report/leak-report.ts';
import { renderSummary } from '../report/render-summary.ts';
import { renderTerminal } from '../report/render-terminal.ts';
import { type AnnotationLevel, toAnnotations } from '../report/to-annotations.ts';
import { type ReportFiles, writeReport } from '../report-folder.ts';
import { annotate } from './annotate.ts';
import type { GuardedLog } from './guarded-log.ts';

/** The runner keeps so many annotations of one type and step, and drops the others without a word. */
const keptAnnotations = 10;

/** Over this the runner shows no summary at all; the renderer shortens to fit below it. */
const summaryLimit = 1024 * 1024;

/** Width of the log as most people see it. */
const logColumns = 120;

/** Files, outputs, summary, annotations and the step's result, from one report; without a runner the text alone. */
export async function publishReport(report: LeakReport, policy: Policy, log: GuardedLog): Promise<void> {
  const summary = renderSummary(report);
  const files = writeReport(report, summary, policy.reportDirectory);
  const fails = failsStep(report, policy);
  log.text(`\n${renderTerminal(report, { color: false, columns: logColumns })}`);
  if (log.onRunner) {
    const { annotations, dropped } = toAnnotations(report, {
      limit: keptAnnotations,
      leakLevel: policy.onLeak === 'fail' ? 'error' : 'warning',
      inconclusiveLevel: { fail: 'error', warn: 'warning', pass: 'notice' }[policy.onInconclusive] as AnnotationLevel,
    });
    annotate(annotations);
    const named = nameDropped(dropped.map(({ title }) => title));
    if (named !== '') log.text(named);
    await writeSummary(summary + (named === '' ? '' : `\n${markdownSentence(named)}\n`), log);
    setOutputs(report, files);
  }
  // An error annotation says why already; setFailed would repeat it and take a slot of the ten.
  if (fails) process.exitCode = core.ExitCode.Failure;
}

function setOutputs(report: LeakReport, files: ReportFiles): void {
  core.setOutput('verdict', report.verdict.conclusion);
  core.setOutput('findings', report.findings.filter(({ status }) => status === 'leak').length);
  core.setOutput('retained-bytes-per-request', retainedBytesPerRequest(report));
  core.setOutput('report', files.report);
  core.setOutput('summary-file', files.summary);
  core.setOutput('sarif-file', files.sarif);
}

/** So many are named one by one; the rest is in report.json. */
const namedAtMost = 20;

function nameDropped(titles: readonly string[]): string {
  if (titles.length === 0) return '';
  const more = titles.length > namedAtMost ? ` · and ${titles.length - namedAtMost} more in report.json` : '';
  return `Not annotated, because the runner keeps ${keptAnnotations}: ${titles.slice(0, namedAtMost).join(' · ')}${more}`;
}

/** Growth of everything that leaks, in retained bytes. */
function retainedBytesPerRequest({ findings }: LeakReport): number {
  const leaks = findings.filter(({ status }) => status === 'leak');
  return Math.round(leaks.reduce((sum, leak) => sum + leak.retainedBytesPerRequest, 0) * 100) / 100;
}

function failsStep({ verdict }: LeakReport, { onLeak, onInconclusive }: Policy): boolean {
  if (verdict.conclusion === 'leak') return onLeak === 'fail';
  return verdict.conclusion === 'inconclusive' && onInconclusive === 'fail';
}

/** Appends to the job summary, where there is one. */
export async function writeSummary(markdown: string, log: GuardedLog): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || !existsSync(file)) return;
  const bytes = Buffer.byteLength(markdown);
  if (bytes > summaryLimit) {
    log.text(`The summary has ${bytes} bytes, more than the runner shows; it stands in summary-file.`);
    return;
  }
  await core.summary.addRaw(markdown, true).write();
}
