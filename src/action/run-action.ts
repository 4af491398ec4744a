import * as core from '@actions/core';
import { asGateError, type GateError } from '../errors.ts';
import { runGate } from '../gate.ts';
import { loadOptions } from '../options/load-options.ts';
import { markdownSentence } from '../report/escape.ts';
import type { GuardedLog } from './guarded-log.ts';
import { holdBack } from './hold-back.ts';
import { logProgress } from './log-progress.ts';
import { publishReport, writeSummary } from './publish-report.ts';
import { readInputs } from './read-inputs.ts';

/** The action from inputs to results. Never throws: what cannot be judged is said in summary, annotation and log. */
export async function runAction(log: GuardedLog, signal: AbortSignal): Promise<void> {
  const progress = logProgress(log);
  const given = readInputs(process.env);
  const giveBack = holdBack(process.env);
  signal.addEventListener('abort', giveBack);
  try {
    const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
    const options = loadOptions(given, workspace);
    const report = await runGate(options, progress.on, signal);
    progress.end();
    giveBack();
    await publishReport(report, options, log);
  } catch (thrown) {
    progress.end();
    giveBack();
    await publishError(asGateError(thrown), log);
  }
}

/** Wrong options and faults of leakgate itself: there is no report, but there is a summary and a sentence. */
async function publishError(error: GateError, log: GuardedLog): Promise<void> {
  const kind = error.code === 'BAD_OPTIONS' ? 'leakgate cannot start' : 'leakgate failed';
  const [first = '', ...rest] = error.message.split('\n');
  const problems = rest.map((line) => `* ${markdownSentence(line.replace(/^ *- /, ''))}`).join('\n');
  const sentence = error.hint === null ? error.message : `${error.message}\n${error.hint}`;
  if (error.code === 'INTERNAL') log.text(stackOf(error));
  if (!log.onRunner) {
    log.text(`${kind}: ${sentence}`);
    process.exitCode = core.ExitCode.Failure;
    return;
  }
  await writeSummary(
    [
      `### ⚠️ ${kind}: ${markdownSentence(first)}`,
      problems,
      error.hint === null ? '' : markdownSentence(error.hint),
    ].join('\n\n'),
    log,
  );
  core.setOutput('verdict', 'inconclusive');
  core.setFailed(sentence);
}

function stackOf(error: GateError): string {
  return (error.cause instanceof Error ? error.cause.stack : error.stack) ?? '';
}
