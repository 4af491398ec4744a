import { GateError } from '../errors.ts';
import { killAllStarted } from '../service/start-service.ts';
import { createGuardedLog } from './guarded-log.ts';
import { writeSummary } from './publish-report.ts';
import { runAction } from './run-action.ts';

/** A cancelled runner waits 7.5 s after SIGINT, then sends SIGTERM, and kills 2.5 s later. */
const cancelMs = 6000;

const log = createGuardedLog((text) => void process.stdout.write(text), {
  onRunner: process.env['GITHUB_ACTIONS'] === 'true',
});
const controller = new AbortController();

/** First the orderly way: the gate stops the service and still reports. When that takes too long, or on a second signal: at once. */
function onSignal(signal: NodeJS.Signals): void {
  if (controller.signal.aborted) endNow(signal);
  else {
    log.text(`${signal}: stopping the service and writing what is known`);
    controller.abort(new GateError('CANCELLED', `the job was cancelled (${signal})`));
    setTimeout(() => endNow(signal), cancelMs).unref();
  }
}

function endNow(signal: NodeJS.Signals): void {
  killAllStarted();
  const summary = `### ⚠️ No verdict: cancelled (${signal})\n`;
  void writeSummary(summary, log).finally(() => process.exit(1));
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
process.on('SIGHUP', onSignal);
process.on('exit', () => killAllStarted());

await runAction(log, controller.signal);

// Written text first, then out: nothing that is still open may keep the step.
process.stdout.write('', () => process.exit());
