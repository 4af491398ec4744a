import { describe, expect, it } from 'vitest';
import { createOutputTail, quoteOutput, withTail } from '../../src/service/output-tail.ts';

describe('the tail of an output', () => {
  it('keeps the end of what was said and no more', () => {
    const tail = createOutputTail(10);
    for (let i = 0; i < 1000; i++) tail.add(`${i % 10}`);
    expect(tail.text()).toBe('0123456789');
    tail.add('x'.repeat(100_000));
    expect(tail.text()).toBe('xxxxxxxxxx');
  });
});

describe('quoting an output', () => {
  it('leaves no line that a runner takes for a command, whatever ends lines', () => {
    const quoted = quoteOutput(
      'a\r::set-output name=x::y\n  ::add-mask::z\r\nsay ##[error]boo\u2028::debug::d\n\u001b]0;t\u0007::warning::w',
    );
    for (const line of quoted.split(/[\r\n\u2028]/)) {
      expect(line.trimStart().startsWith('::')).toBe(false);
      expect(line).not.toContain('##[');
      expect(line.startsWith('  | ')).toBe(true);
    }
  });

  it('drops escape sequences, control characters and what the inspector says', () => {
    const raw =
      'Debugger listening on ws://127.0.0.1:1/x\nFor help, see: https://nodejs.org/en/docs/inspector\nDebugger attached.\n\u001b[1;31mred\u001b[0m\u0000!\n\nWaiting for the debugger to disconnect...\n';
    expect(quoteOutput(raw)).toBe('  | red!');
  });

  it('shows the last lines, each cut to a readable length', () => {
    const raw = `${Array.from({ length: 50 }, (_, i) => `line ${i}`).join('\n')}\n${'y'.repeat(1000)}`;
    const lines = quoteOutput(raw, 3).split('\n');
    expect(lines.slice(0, 2)).toEqual(['  | line 48', '  | line 49']);
    expect(lines[2]?.length).toBe(304);
  });

  it('says when there was nothing', () => {
    expect(withTail('It failed.', 'Debugger attached.\n')).toBe('It failed. It had printed nothing.');
    expect(withTail('It failed.', 'why\n')).toBe('It failed. Its last output:\n  | why');
  });
});
