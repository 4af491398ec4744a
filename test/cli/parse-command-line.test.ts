import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';

function optionsOf(...argv: string[]) {
  const line = parseCommandLine(argv);
  if (line.kind !== 'command') throw new Error(`expected a command, got ${line.kind}`);
  const options = Object.fromEntries([...line.given.options].map(([name, { texts }]) => [name, texts]));
  return { ...line, options, problems: line.given.problems };
}

describe('parseCommandLine', () => {
  it('shows help and version', () => {
    expect(parseCommandLine([])).toEqual({ kind: 'help', command: null });
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' });
    expect(parseCommandLine(['run', '--url', 'x', '--help'])).toMatchObject({ kind: 'help', command: { name: 'run' } });
  });

  it('gathers repeated flags of lists and keeps the order', () => {
    const { options } = optionsOf('run', '--headers', 'a: 1', '--url=http://x', '--headers=b: 2');
    expect(options).toEqual({ headers: ['a: 1', 'b: 2'], url: ['http://x'] });
  });

  it('takes switches with and without a value', () => {
    expect(optionsOf('run', '--keep-snapshots').options).toEqual({ 'keep-snapshots': ['true'] });
    expect(optionsOf('run', '--keep-snapshots=false').options).toEqual({ 'keep-snapshots': ['false'] });
  });

  it('takes a value that begins with a dash after an equals sign', () => {
    expect(optionsOf('run', '--body=--boundary').options).toEqual({ body: ['--boundary'] });
  });

  it('hands problems with flags on, to be reported with all others', () => {
    const { problems } = optionsOf('run', '--conections', '3', '--pipelining', '4', '--json');
    expect(problems.map(({ option }) => option)).toEqual(["'--conections'", '--pipelining', '--json']);
    expect(problems[0]!.expected).toContain('did you mean connections?');
  });

  it('keeps the flags of the command line apart from the options', () => {
    const { flags, options } = optionsOf('run', '--json', '-', '--quiet', '--url', 'x');
    expect([...flags]).toEqual([
      ['json', '-'],
      ['quiet', ''],
    ]);
    expect(options).toEqual({ url: ['x'] });
  });

  it.each([
    [['gate'], /command is 'gate'/],
    [['anlyze', 'DIR'], /did you mean analyze\?/],
    [['diff', 'a.heapsnapshot'], /expected leakgate diff A.heapsnapshot B.heapsnapshot/],
    [['diff', 'a', 'b', '--url', 'x'], /'--url' is not a flag of leakgate diff/],
    [['inspect', 'a', '--node'], /--node is given without a value/],
    [['init', '--force=yes'], /--force without a value/],
  ])('refuses %j', (argv, expected) => expect(() => parseCommandLine(argv)).toThrow(expected));

  it('reports operands that run does not take', () => {
    expect(optionsOf('run', 'server.js').problems).toMatchObject([
      { option: 'operands', given: "given as 'server.js'" },
    ]);
  });
});
