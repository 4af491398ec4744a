import * as core from '@actions/core';
import { asGateError, type GateError } from '../errors.ts';
import { runGate } from '../gate.ts';
import { mergeFolders } from '../merge/merge-folders.ts';
import { loadMerge, loadOptions, loadReview } from '../options/load-options.ts';
import type { RawSource } from '../options/raw-options.ts';
import type { OnProgress } from '../progress.ts';
import { markdownSentence } from '../report/escape.ts';
import { leakgateVersion } from '../version.ts';
import { commentKey } from './comment-key.ts';
import type { GuardedLog } from './guarded-log.ts';
import { holdBack } from './hold-back.ts';
import { logProgress } from './log-progress.ts';
import { maskSecrets } from './mask-secrets.ts';
import { type Publication, publicationOf, publicationOfMerged } from './publication.ts';
import { publish, setOutputs, writeSummary } from './publish-report.ts';
import { readInputs } from './read-inputs.ts';
import { speakInReview } from './speak-in-review.ts';

/** The action from inputs to results. Never throws: what cannot be judged is said in summary, annotation and log. */
export async function runAction(log: GuardedLog, signal: AbortSignal): Promise<void> {
  const progress = logProgress(log);
  const given = readInputs(process.env);
  const giveBack = holdBack(process.env);
  signal.addEventListener('abort', giveBack);
  try {
    const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
    if (log.onRunner) maskSecrets(given);
    const merge = loadMerge(given, workspace);
    const publication =
      merge === null
        ? await measure(given, workspace, progress.on, signal)
        : publicationOfMerged(
            mergeFolders({ ...merge, reportDirectory: merge.policy.reportDirectory }, workspace, leakgateVersion),
            merge.policy,
          );
    progress.end();
    giveBack();
    const review = loadReview(given, workspace);
    const key = commentKey(review.name, given, process.env);
    await publish(publication, (each) => speakInReview(each, review, key, process.env), log);
  } catch (thrown) {
    progress.end();
    giveBack();
    await publishError(asGateError(thrown), log);
  }
}

async function measure(given: RawSource, workspace: string, on: OnProgress, signal: AbortSignal): Promise<Publication> {
  const options = loadOptions(given, workspace);
  return publicationOf(await runGate(options, on, signal), options);
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
  setOutputs({ verdict: 'inconclusive' }, log);
  core.setFailed(sentence);
}

function stackOf(error: GateError): string {
  return (error.cause instanceof Error ? error.cause.stack : error.stack) ?? '';
}
