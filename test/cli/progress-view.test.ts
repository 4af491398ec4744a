import { describe, expect, it } from 'vitest';
import { createLineSplitter, createProgressView } from '../../src/cli/progress-view.ts';
import type { Progress } from '../../src/progress.ts';

function show(events: readonly Progress[], { live = false, verbose = false } = {}): string {
  let written = '';
  const plain = (text: string): string => text;
  const screen = {
    write: (text: string): void => {
      written += text;
    },
    live,
    columns: 60,
    color: { green: plain, dim: plain },
  };
  const view = createProgressView(screen, { verbose });
  for (const event of events) view.on(event);
  view.end();
  return written;
}

const boot: Progress = { kind: 'phase-started', phase: 'boot', detail: 'node server.js' };
const booted: Progress = { kind: 'phase-done', phase: 'boot', detail: 'ready', seconds: 0.61 };

describe('createProgressView', () => {
  it('prints a line per finished phase and no escape codes where it cannot redraw', () => {
    const text = show([boot, booted, { kind: 'note', text: 'a note' }]);
    expect(text).toMatch(/^✔ boot {10}ready {43} +0\.6 s\n {2}a note\n$/);
  });

  it('draws the running phase on a terminal and leaves nothing of it behind', () => {
    const text = show([boot, { kind: 'load', completed: 50, planned: 100 }], { live: true });
    expect(text).toContain('▇▇▇▇▇▇▇▁▁▁▁▁▁▁  50 / 100 requests');
    expect(text.endsWith('\r\x1b[2K')).toBe(true);
  });

  it('never lets the live line wrap', () => {
    const text = show([{ ...boot, detail: 'x'.repeat(200) }], { live: true });
    expect(text.split('\r')[0]!.length).toBeLessThan(60);
  });

  it('shows the output of the service only when asked to, set off and without escape codes', () => {
    const output: Progress = { kind: 'service-output', text: '\x1b[2Jhello\nwor' };
    expect(show([output])).toBe('');
    expect(show([output, { kind: 'service-output', text: 'ld\n' }], { verbose: true })).toBe(
      '    │ hello\n    │ world\n',
    );
  });
});

describe('createLineSplitter', () => {
  it('joins pieces and splits at every kind of line end', () => {
    const lines: string[] = [];
    const take = createLineSplitter((line) => lines.push(line));
    for (const piece of ['a', 'b\nc\r', '\nd\re', '\n', 'rest']) take(piece);
    expect(lines.filter((line) => line !== '')).toEqual(['ab', 'c', 'd', 'e']);
  });
});
