import type { OnProgress } from '../progress.ts';
import { isInspectorNoise } from '../service/output-tail.ts';
import type { GuardedLog } from './guarded-log.ts';
import { createOutputBuffer } from './output-buffer.ts';

export interface LogProgress {
  readonly on: OnProgress;
  /** Shows output that came after the last phase. */
  readonly end: () => void;
}

/** One line per finished phase, followed by a group with what the service printed meanwhile. */
export function logProgress(log: GuardedLog): LogProgress {
  const output = createOutputBuffer();
  const flush = (when: string): void => {
    const lines = output.take().filter((line) => !isInspectorNoise(line));
    if (lines.length > 0)
      log.group(`Service output ${when} (${lines.length} ${lines.length === 1 ? 'line' : 'lines'})`, lines);
  };
  return {
    on: (event) => {
      if (event.kind === 'service-output') output.add(event.text);
      if (event.kind === 'started') log.text(`leakgate  ${event.command}  →  ${event.url}`);
      // The one phase that can be long and silent: its output comes as a group when it is done.
      if (event.kind === 'phase-started' && event.phase === 'prepare') log.text(`● prepare       ${event.detail}`);
      if (event.kind === 'note') log.text(`  ${event.text}`);
      if (event.kind !== 'phase-done') return;
      log.text(`✔ ${`${event.phase.padEnd(14)}${event.detail}`.padEnd(62)}  ${event.seconds.toFixed(1).padStart(6)} s`);
      flush(`during ${event.phase}`);
    },
    end: () => flush('at the end'),
  };
}
