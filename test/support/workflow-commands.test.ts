import { describe, expect, it } from 'vitest';
import { parseFileCommands } from './file-commands.ts';
import { inputVariable } from './runner-emulator.ts';
import { CommandReader, parseCommand } from './workflow-commands.ts';

function read(...lines: string[]): CommandReader {
  const reader = new CommandReader(['hunter2']);
  for (const line of lines) reader.take(line);
  return reader;
}

describe('the emulated command parser', () => {
  it.each([
    [
      '::error file=a.js,line=3,title=x%2Cy::say%0Ait',
      { name: 'error', properties: { file: 'a.js', line: '3', title: 'x,y' }, data: 'say\nit' },
    ],
    ['  ::debug::x', { name: 'debug', properties: {}, data: 'x' }],
    ['text ##[warning file=a;line=1]hi%3B', { name: 'warning', properties: { file: 'a', line: '1' }, data: 'hi;' }],
    ['::error::100%25 of %250A', { name: 'error', properties: {}, data: '100% of %0A' }],
  ])('reads %j', (line, command) => expect(parseCommand(line)).toEqual(command));

  it.each(['error::x', 'a ::error::x', '::unknown::x', '::error', '##[nope]x', '##[error', ': :error::x'])(
    'takes %j for text',
    (line) => expect(parseCommand(line)).toBeNull(),
  );
});

describe('the emulated command reader', () => {
  it('obeys nothing between stop-commands and its token', () => {
    const reader = read(
      '::stop-commands::T0k3n',
      '::error::one',
      '##[error]two',
      '::other::',
      '::T0k3n::',
      '::error::three',
    );
    expect(reader.annotations.map(({ message }) => message)).toEqual(['three']);
    expect(reader.log).toContain('::error::one');
  });

  it('hides secrets and masks in the log and in annotations', () => {
    const reader = read('::add-mask::to%0Aken', 'my ken and hunter2', '::error::hunter2 leaks');
    expect(reader.log).toEqual(['my *** and ***', '##[error]*** leaks']);
    expect(reader.annotations[0]!.message).toBe('*** leaks');
  });

  it('keeps ten annotations of a type, of 4,096 characters each', () => {
    const reader = read(...Array.from({ length: 12 }, () => `::error::${'x'.repeat(5000)}`), '::warning::w');
    expect(reader.annotations).toHaveLength(11);
    expect(reader.droppedAnnotations).toHaveLength(2);
    expect(reader.annotations[0]!.message).toHaveLength(4096);
  });

  it('refuses the commands that changed the environment', () => {
    expect(read('::set-env name=PATH::evil').refused).toHaveLength(1);
  });
});

describe('the emulated file commands', () => {
  it('reads single lines and blocks', () => {
    expect(parseFileCommands('a=1=2\nb<<EOF\nx\ny=z\nEOF\n')).toEqual({ a: '1=2', b: 'x\ny=z' });
  });
  it.each(['nonsense\n', 'b<<EOF\nx\n'])('refuses %j', (text) =>
    expect(() => parseFileCommands(text)).toThrow(/Invalid/),
  );
});

it('names inputs as the runner does', () => {
  expect(inputVariable('max-growth per request')).toBe('INPUT_MAX-GROWTH_PER_REQUEST');
});
