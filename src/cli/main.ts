import picocolors from 'picocolors';
import { GateError } from '../errors.ts';
import { killAllStarted } from '../service/start-service.ts';
import { runCli } from './run-cli.ts';

const controller = new AbortController();

/** The first signal lets the gate stop the service and report; the second ends everything at once. */
function onSignal(signal: NodeJS.Signals): void {
  if (controller.signal.aborted) {
    killAllStarted();
    process.exit(130);
  }
  controller.abort(new GateError('CANCELLED', `the run was cancelled (${signal})`));
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
// The terminal was closed; the service is in a group of its own, which nobody else would end.
process.on('SIGHUP', onSignal);
process.on('exit', () => killAllStarted());
// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const colors = picocolors.createColors(process.stderr.isTTY === true && picocolors.isColorSupported);

const exitCode = await runCli(process.argv.slice(2), {
  currentDirectory: process.cwd(),
  writeOut: (text) => void process.stdout.write(text),
  screen: {
    write: (text) => void process.stderr.write(text),
    live: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
    columns: process.stderr.columns ?? 80,
    color: colors,
  },
  colorOut: process.stdout.isTTY === true && picocolors.isColorSupported,
  columnsOut: process.stdout.columns ?? 100,
  signal: controller.signal,
});

// Written text first, then out: nothing that is still open may keep the process.
process.stdout.write('', () => process.exit(exitCode));
