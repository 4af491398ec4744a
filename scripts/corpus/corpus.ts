import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RSS_METRIC } from '../../src/verdict/memory-checks.ts';
import type { Check } from '../../src/verdict/verdict.ts';
import { fingerprintOf, keptRuns } from '../kept-runs.ts';
import { type CaseFolder, readCorpus } from './corpus-case.ts';
import { type CorpusRun, runsTable } from './corpus-runs.ts';
import { type GateOutcome, gateCase, lastOutcome } from './gate-case.ts';
import { installCase } from './install-case.ts';
import { judgePlace, type PlaceJudgement, shareOf } from './judge-place.ts';
import { type ClassSeries, heapGrewOverThreshold, heapGrowthLimit, someClassGrewEveryTime } from './reference-rules.ts';

// Runs the gate, with its defaults, on services whose truth is known, and counts where it is right:
//   npm run corpus [-- FILTER] [--folder PATH] [--node MAJOR] [--jobs N] [--install-only] [--cli FILE]
//   npm run corpus -- --runs N              until this build of the gate has run each case N times; goes on where it was interrupted
//   npm run corpus -- --from-reports        judges the reports of the last runs again, without running anything

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: fileURLToPath(new URL('../../test/corpus', import.meta.url)) },
    cli: { type: 'string', default: fileURLToPath(new URL('../../dist/cli.js', import.meta.url)) },
    node: { type: 'string' },
    runs: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    'install-only': { type: 'boolean', default: false },
    'from-reports': { type: 'boolean', default: false },
  },
});

interface Row {
  readonly name: string;
  readonly judged: PlaceJudgement;
  readonly leaks: boolean;
  readonly onlyRss: boolean;
  readonly outcome: GateOutcome;
}

const found = await readCorpus(resolve(values.folder), positionals[0] ?? null);
const cases = found.filter(({ truth }) => values.node === undefined || !truth.notOnNodes?.includes(values.node));
for (const each of found)
  if (!cases.includes(each))
    console.log(`left out: ${basename(each.folder)}, which is another case on Node ${values.node} (notOnNodes)`);
if (cases.length === 0) fail(`no case in ${values.folder} matches ${positionals[0] ?? 'anything'}`);
const wanted = values.runs === undefined ? null : Number(values.runs);
if (wanted !== null && !(Number.isInteger(wanted) && wanted > 0))
  fail(`--runs ${values.runs}: expected a whole number of at least 1`);
const node = values.node ?? 'own';
const gate = await fingerprintOf(resolve(values.cli)).catch((error: Error) => fail(error.message));
const kept = await keptRuns<CorpusRun>('corpus', gate);
const rows: Row[] = [];
for (let round = 1; round <= (wanted ?? 1); round++) {
  const missing = wanted === null ? cases : cases.filter((each) => runsOf(each).length < round);
  await inParallel(missing, Number(values.jobs), async (each) => {
    const outcome = values['from-reports'] ? await lastOutcome(each) : await runCase(each);
    if (outcome === null) return;
    const row = {
      name: basename(each.folder),
      leaks: each.truth.expected.leaks,
      onlyRss: each.truth.expected.onlyRss === true,
      outcome,
      judged: judgePlace(each, outcome.report),
    };
    rows.push(row);
    if (!values['from-reports']) await kept.add(keptRunOf(row));
    printRow(row, each);
  });
}
if (!values['install-only']) {
  if (rows.length > 0) {
    printMatrix();
    printPlaces();
  } else if (wanted === null) fail('no case that matches was run before: there is no report to judge');
  if (wanted !== null) console.log(`\n${runsTable(cases.map((each) => [basename(each.folder), runsOf(each)]))}`);
  const isAllRight = wanted === null || cases.every((each) => runsOf(each).every(({ isRight }) => isRight));
  process.exitCode = rows.every(isRight) && isAllRight ? 0 : 1;
}

function runsOf({ folder }: CaseFolder): CorpusRun[] {
  return kept.all.filter((run) => run.name === basename(folder) && run.node === node);
}

function keptRunOf(row: Row): CorpusRun {
  const { name, outcome } = row;
  const conclusion = outcome.report?.verdict.conclusion ?? null;
  return { gate, name, node, conclusion, isRight: isRight(row), seconds: outcome.seconds };
}

/** null: only installed. */
async function runCase(each: CaseFolder): Promise<GateOutcome | null> {
  const installed = await installCase(each);
  if (!values['install-only'])
    return gateCase(each, installed, { cli: resolve(values.cli), nodeMajor: values.node ?? null });
  console.log(`installed ${basename(each.folder)}`);
  return null;
}

function printPlaces(): void {
  const leaking = rows.filter(({ leaks, onlyRss }) => leaks && !onlyRss);
  if (leaking.length > 0) console.log(`\n${shareOf(leaking).join('\n')}`);
}

function isRight({ leaks, onlyRss, outcome }: Row): boolean {
  const { report } = outcome;
  if (onlyRss) return report?.verdict.conclusion === 'pass' && report.checks.some(warnsOfRss);
  return report?.verdict.conclusion === (leaks ? 'leak' : 'pass');
}

function warnsOfRss({ metric, passed, level }: Check): boolean {
  return metric === RSS_METRIC && !passed && level === 'warn';
}

function expectedOf({ leaks, onlyRss }: Row): string {
  return onlyRss ? 'a warning of RSS' : leaks ? 'leak' : 'pass';
}

function printRow(row: Row, { truth }: CaseFolder): void {
  const { report, seconds } = row.outcome;
  const { heap = 0, external, fds } = truth.expected.approxBytesPerRequest;
  const expected = `${Math.round(heap + (external ?? 0))} B/req${fds ? ` ${fds} fd/req` : ''}`;
  const leak = report?.findings.find(({ status }) => status === 'leak');
  const named = leak
    ? `${leak.owner} holds ${leak.content} (${leak.objectsPerRequest.toFixed(3)}/req, ${Math.round(leak.retainedBytesPerRequest)} B/req)`
    : '';
  console.log(
    [
      isRight(row) ? 'ok   ' : 'WRONG',
      row.name.padEnd(34),
      `expected ${expectedOf(row)}, said ${(report?.verdict.conclusion ?? `exit ${row.outcome.exitCode}`).padEnd(12)}`,
      `${growthOf(row.outcome)} B/req measured, ${expected} expected`.padEnd(46),
      `${seconds.toFixed(1)} s`.padStart(7),
      named,
    ].join('  '),
  );
  if (isRight(row)) return;
  for (const line of report?.verdict.because ?? row.outcome.output.trim().split('\n').slice(-5))
    console.log(`        ${line}`);
}

/** Growth of heap and external memory per request over all rounds under load. */
function growthOf({ report }: GateOutcome): string {
  const rounds = report?.rounds ?? [];
  const last = rounds.findLast((round) => !round.idle);
  const requests = rounds.reduce((sum, round) => sum + round.requests, 0);
  if (rounds.length < 2 || last === undefined || requests === 0) return 'unknown';
  const grown = last.heapUsed + last.external - rounds[0]!.heapUsed - rounds[0]!.external;
  return String(Math.round(grown / requests));
}

function printMatrix(): void {
  const heap = `heapUsed over +${heapGrowthLimit * 100} %`;
  const rules: [string, (row: Row) => boolean | null][] = [
    ['leakgate', ({ outcome }) => verdictOf(outcome)],
    [heap, ({ outcome }) => heapGrewOverThreshold(outcome.report?.rounds ?? [])],
    ['a class grew every time', ({ outcome }) => someClassGrewEveryTime(classesOf(outcome))],
  ];
  console.log(`\n${'rule'.padEnd(26)}leaks found  leaks missed  false alarms  clean passed  undecided`);
  for (const [name, rule] of rules) {
    const count = (leaks: boolean, said: boolean | null): number =>
      rows.filter((row) => !row.onlyRss && row.leaks === leaks && rule(row) === said).length;
    const cells = [
      count(true, true),
      count(true, false),
      count(false, true),
      count(false, false),
      count(true, null) + count(false, null),
    ];
    console.log(
      name.padEnd(26) + cells.map((cell, index) => String(cell).padStart([11, 14, 14, 14, 11][index]!)).join(''),
    );
  }
  const seconds = rows.map(({ outcome }) => outcome.seconds).sort((a, b) => a - b);
  console.log(
    `\n${rows.filter(isRight).length} of ${rows.length} right; median ${seconds[seconds.length >> 1]!.toFixed(1)} s, longest ${seconds.at(-1)!.toFixed(1)} s`,
  );
}

function verdictOf({ report }: GateOutcome): boolean | null {
  const conclusion = report?.verdict.conclusion;
  return conclusion === 'leak' ? true : conclusion === 'pass' ? false : null;
}

/** Shallow bytes per class at the baseline and after each round under load. */
function classesOf({ report }: GateOutcome): readonly ClassSeries[] | undefined {
  return report?.classGrowth.map(({ name, shallowBytesPerSnapshot }) => ({
    name,
    shallowBytes: shallowBytesPerSnapshot.filter((_, index) => !report.rounds[index]?.idle || index === 0),
  }));
}

async function inParallel<T>(items: readonly T[], jobs: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
