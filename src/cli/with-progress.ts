import type { OnProgress } from '../progress.ts';
import { isInspectorNoise } from '../service/output-tail.ts';
import type { CliContext } from './context.ts';
import type { CommandLine } from './parse-command-line.ts';
import { createLineSplitter, createProgressView } from './progress-view.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** Lines of the service's output that an error shows. */
const tailLines = 20;

/** Shows progress while `body` runs, and the service's last output where it throws. */
export async function withProgress<T>(
  command: Command,
  { screen }: CliContext,
  body: (on: OnProgress) => Promise<T>,
): Promise<T> {
  const verbose = command.flags.has('verbose');
  const view = command.flags.has('quiet') ? null : createProgressView(screen, { verbose });
  const tail: string[] = [];
  const keep = createLineSplitter((line) => {
    if (isInspectorNoise(line)) return;
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
  });
  try {
    return await body((event) => {
      if (event.kind === 'service-output') keep(event.text);
      view?.on(event);
    });
  } catch (thrown) {
    view?.end();
    if (!verbose && tail.length > 0) screen.write(`last output:\n${tail.map((line) => `    │ ${line}\n`).join('')}`);
    throw thrown;
  } finally {
    view?.end();
  }
}
