import { stripVTControlCharacters } from 'node:util';
import type { OnProgress, Progress } from '../progress.ts';
import { isInspectorNoise } from '../service/output-tail.ts';

/** Where progress is drawn. */
export interface ProgressScreen {
  readonly write: (text: string) => void;
  /** A terminal that can redraw its last line. */
  readonly live: boolean;
  readonly columns: number;
  readonly color: { readonly green: (text: string) => string; readonly dim: (text: string) => string };
}

export interface ProgressView {
  readonly on: OnProgress;
  /** Clears the live line, e.g. before the report. */
  readonly end: () => void;
}

const nameColumn = 14;
const barWidth = 14;
/** No more than this many redraws a second. */
const redrawMs = 100;

/** A line per finished phase and, on a terminal, one live line for the phase that runs. */
export function createProgressView(screen: ProgressScreen, { verbose }: { verbose: boolean }): ProgressView {
  let live = '';
  let running: { name: string; detail: string } | null = null;
  let drawnAt = 0;
  const clear = (): void => {
    if (live !== '') screen.write('\r\x1b[2K');
    live = '';
  };
  const draw = (text: string): void => {
    if (!screen.live) return;
    clear();
    live = text.slice(0, screen.columns - 1);
    screen.write(live);
  };
  const print = (text: string): void => {
    const shown = live;
    clear();
    screen.write(`${text}\n`);
    if (shown !== '') draw(shown);
  };
  const output = createLineSplitter((line) => {
    if (!isInspectorNoise(line)) print(screen.color.dim(`    │ ${line}`));
  });
  const handlers: { [K in Progress['kind']]: (event: Extract<Progress, { kind: K }>) => void } = {
    started: ({ command, url }) => print(`leakgate  ${command}  →  ${url}`),
    'phase-started': ({ phase, detail }) => {
      running = { name: phase, detail };
      draw(`● ${phase.padEnd(nameColumn)}${detail}`);
    },
    load: ({ completed, planned }) => {
      if (running === null || Date.now() - drawnAt < redrawMs) return;
      drawnAt = Date.now();
      draw(
        `● ${running.name.padEnd(nameColumn)}${bar(completed / planned)}  ${count(completed)} / ${count(planned)} requests`,
      );
    },
    'phase-done': ({ phase, detail, seconds }) => {
      running = null;
      clear();
      const time = `${seconds.toFixed(1)} s`;
      const body = `${phase.padEnd(nameColumn)}${detail}`;
      screen.write(`${screen.color.green('✔')} ${body.padEnd(62)}  ${screen.color.dim(time.padStart(7))}\n`);
    },
    'service-output': ({ text }) => {
      if (verbose) output(text);
    },
    note: ({ text }) => print(`  ${text}`),
  };
  return { on: (event) => (handlers[event.kind] as (event: Progress) => void)(event), end: clear };
}

/** Whole lines out of pieces of text, escape sequences removed: a service must not move the reader's cursor. */
export function createLineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split(/\r\n|[\r\n]/);
    rest = lines.pop()!;
    for (const line of lines) onLine(stripVTControlCharacters(line));
  };
}

function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return '▇'.repeat(filled) + '▁'.repeat(barWidth - filled);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
