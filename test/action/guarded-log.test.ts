import { describe, expect, it } from 'vitest';
import { createGuardedLog } from '../../src/action/guarded-log.ts';
import { createOutputBuffer } from '../../src/action/output-buffer.ts';
import { CommandReader } from '../support/workflow-commands.ts';

/** What the runner makes of texts that went through the log. */
function runnerReads(use: (log: ReturnType<typeof createGuardedLog>) => void): CommandReader {
  let written = '';
  use(
    createGuardedLog(
      (text: string): void => {
        written += text;
      },
      { onRunner: true },
    ),
  );
  const reader = new CommandReader();
  for (const line of written.split('\n')) reader.take(line);
  return reader;
}

const attacks = [
  '::error::injected',
  '   ::set-output name=verdict::pass',
  'harmless ##[error]injected',
  '##[set-env name=PATH;]evil',
  '::add-mask::leak',
  '::stop-commands::mine\n::mine::\n::error::injected',
  'progress\r::error::injected',
  'line\u2028::error::injected',
  '\x1b[0m::error::injected',
  '::endgroup::\n::error::injected',
];

describe('the guarded log', () => {
  it('shows that its reader does obey what is not guarded', () => {
    const reader = new CommandReader();
    for (const line of attacks.join('\n').split(/[\n\r\u2028]/)) reader.take(line);
    expect(reader.annotations.length).toBeGreaterThan(0);
  });

  it.each(attacks)('lets nobody command the runner through a group: %j', (attack) => {
    const reader = runnerReads((log) => log.group('Service output', attack.split('\n')));
    expect(reader.obeyed.map(({ name }) => name)).toEqual(['group', 'stop-commands', 'endgroup']);
    expect(reader.isStopped).toBe(false);
  });

  it.each(attacks)('nor through a text of ours that quotes it: %j', (attack) => {
    const reader = runnerReads((log) => log.text(`first failure: ${attack}\n${attack}`));
    expect(reader.obeyed.map(({ name }) => name)).toEqual(['stop-commands']);
    expect(reader.isStopped).toBe(false);
  });

  it('writes plain text plainly', () => {
    const reader = runnerReads((log) => log.text('✔ boot'));
    expect(reader.log).toEqual(['✔ boot', '']);
  });
});

it('writes no commands where no runner reads them', () => {
  let written = '';
  const log = createGuardedLog(
    (text: string): void => {
      written += text;
    },
    { onRunner: false },
  );
  log.group('Service output', ['up']);
  log.text('✔ boot');
  expect(written).toBe('Service output\n│ up\n✔ boot\n');
});

describe('the output buffer', () => {
  it('joins pieces, and hands over a line that has not ended', () => {
    const buffer = createOutputBuffer();
    buffer.add('on');
    buffer.add('e\ntwo\r\nthr');
    expect(buffer.take()).toEqual(['one', 'two', 'thr']);
    expect(buffer.take()).toEqual([]);
  });

  it('keeps the beginning and the end of too much output, and says what it dropped', () => {
    const buffer = createOutputBuffer();
    buffer.add(Array.from({ length: 1000 }, (_, at) => `line ${at}\n`).join(''));
    const lines = buffer.take();
    expect(lines).toHaveLength(401);
    expect(lines[200]).toBe('… 600 lines left out …');
    expect(lines.at(-1)).toBe('line 999');
  });

  it('keeps its memory small for output without line ends', () => {
    const buffer = createOutputBuffer();
    for (let at = 0; at < 1000; at += 1) buffer.add('x'.repeat(10_000));
    expect(buffer.take().join('').length).toBeLessThan(5000);
  });
});
