import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { optionsOfEarlier, readEarlierReport, withSteadyNode } from '../../src/cli/earlier-report.ts';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';
import { leakOf, sampleReproduction, sessionsFinding } from '../report/sample-reports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leakgate-earlier-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const given = (...flags: string[]) => {
  const line = parseCommandLine(['run', ...flags]);
  if (line.kind !== 'command') throw new Error('no command');
  return line.given;
};
const textOf = (source: ReturnType<typeof given>, name: 'start' | 'connections' | 'scenario' | 'headers') =>
  source.options.get(name)?.texts;

function earlierWith(flags: string[]) {
  const reproduction = { ...sampleReproduction(), flags };
  writeFileSync(join(folder, 'report.json'), JSON.stringify(leakOf([sessionsFinding()], { reproduction })));
  return readEarlierReport('report.json', folder);
}

it('takes the flags of the report, and before them what is given anew', () => {
  const earlier = earlierWith(['--start', 'node a.js', '--connections', '1']);
  const options = optionsOfEarlier(earlier.reproduction.flags, earlier, given('--connections', '4'));
  expect(textOf(options, 'start')).toEqual(['node a.js']);
  expect(textOf(options, 'connections')).toEqual(['4']);
});

it('finds the scenario beside a report that was moved', () => {
  const earlier = earlierWith(['--scenario', 'leakgate-report/reproduce.json']);
  writeFileSync(join(folder, 'reproduce.json'), '{}');
  const options = optionsOfEarlier(earlier.reproduction.flags, earlier, given());
  expect(textOf(options, 'scenario')).toEqual([join(folder, 'reproduce.json')]);
});

it('asks for secret headers, which reports do not keep', () => {
  const earlier = earlierWith(['--headers', 'authorization: ***']);
  expect(() => optionsOfEarlier(earlier.reproduction.flags, earlier, given())).toThrow(
    /secret headers \(authorization\)/,
  );
  const again = optionsOfEarlier(earlier.reproduction.flags, earlier, given('--headers', 'authorization: Bearer x'));
  expect(textOf(again, 'headers')).toEqual(['authorization: Bearer x']);
});

it.each([
  ['missing.json', null, /cannot be read/],
  ['other.json', '{"a":1}', /no report of leakgate/],
  ['pass.json', '{"schemaVersion":1,"findings":[],"reproduction":null}', /found no leak/],
])('refuses %s', (name, text, message) => {
  if (text !== null) writeFileSync(join(folder, name), text);
  expect(() => readEarlierReport(name, folder)).toThrow(message);
});

it('starts node with a fixed seed and a steady collector', () => {
  expect(textOf(withSteadyNode(given('--start', 'node a.js')), 'start')).toEqual([
    'node --random-seed=1 --predictable-gc-schedule --single-threaded-gc --no-flush-bytecode a.js',
  ]);
  expect(() => withSteadyNode(given('--start', 'npm start'))).toThrow(/begins with node/);
});
