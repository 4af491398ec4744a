import type { OnProgress } from '../progress.ts';
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
  const flush = (during: string): void => {
    const lines = output.take();
    if (lines.length > 0) log.group(`Service output during ${during} (${lines.length} lines)`, lines);
  };
  return {
    on: (event) => {
      if (event.kind === 'service-output') output.add(event.text);
      if (event.kind === 'started') log.text(`leakgate  ${event.command}  →  ${event.url}`);
      if (event.kind === 'note') log.text(`  ${event.text}`);
      if (event.kind !== 'phase-done') return;
      log.text(`✔ ${`${event.phase.padEnd(14)}${event.detail}`.padEnd(62)}  ${event.seconds.toFixed(1).padStart(6)} s`);
      flush(event.phase);
    },
    end: () => flush('the end'),
  };
}
