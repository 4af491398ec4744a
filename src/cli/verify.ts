import { relative } from 'node:path';
import { runGate } from '../gate.ts';
import type { Finding } from '../growth/finding.ts';
import { loadOptions } from '../options/load-options.ts';
import { formatBytes, formatCount, formatCounted, formatRate } from '../report/format.ts';
import { subjectText } from '../report/growth-text.ts';
import type { LeakReport } from '../report/leak-report.ts';
import { renderSummary } from '../report/render-summary.ts';
import { writeReport } from '../report-folder.ts';
import { type FixReport, type FixResult, type FixState, verifyFix } from '../verdict/verify-fix.ts';
import type { CliContext, CommandResult } from './context.ts';
import { besideEarlier, optionsOfEarlier, readEarlierReport } from './earlier-report.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';
import { withProgress } from './with-progress.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate verify REPORT`: the run of the report again, and for each leak in it whether it is gone. */
export async function verify(command: Command, context: CliContext): Promise<CommandResult> {
  const earlier = readEarlierReport(command.operands[0]!, context.currentDirectory);
  const given = optionsOfEarlier(earlier.reproduction.allFlags, earlier, command.given);
  const options = besideEarlier(loadOptions(given, context.currentDirectory), earlier, 'verified');
  const report = await withProgress(command, context, (on) => runGate(options, on, context.signal));
  writeReport(report, renderSummary(report), options.reportDirectory);
  const fixes = verifyFix(earlier.report.findings, afterFix(report));
  return {
    text: `${renderFixes(fixes)}\n\nThe report of this run is in ${relative(context.currentDirectory, options.reportDirectory) || '.'}.`,
    json: { results: fixes.results.map(resultJson), others: fixes.others.map(({ signature }) => signature), report },
    exitCode: exitCodeFor(fixes),
  };
}

function afterFix({ findings, verdict, sensitivity, load }: LeakReport) {
  return {
    findings,
    conclusion: verdict.conclusion,
    doubt: verdict.conclusion === 'inconclusive' ? (verdict.because[0] ?? '') : '',
    oneObjectPerRequests: sensitivity.oneObjectPerRequests,
    sent: new Map([...load.perRequest, ...(load.perFlow ?? [])].map(({ name, succeeded }) => [name, succeeded])),
  };
}

/** Any leak outweighs what is undecided. */
function exitCodeFor({ results, others }: FixReport): number {
  if (others.length > 0 || results.some(({ state }) => state === 'leaking')) return exitCodes.leak;
  return results.some(({ state }) => state === 'undecided') ? exitCodes.inconclusive : exitCodes.pass;
}

function resultJson({ signature, state, before, now, because }: FixResult) {
  return {
    signature,
    state,
    because,
    objectsPerRequestBefore: before.objectsPerRequest,
    objectsPerRequest: now?.objectsPerRequest ?? 0,
    retainedBytesPerRequestBefore: before.retainedBytesPerRequest,
    retainedBytesPerRequest: now?.retainedBytesPerRequest ?? 0,
  };
}

const SIGNS: ReadonlyMap<number, string> = new Map([
  [exitCodes.pass, '✅'],
  [exitCodes.leak, '❌'],
  [exitCodes.inconclusive, '⚠️'],
]);

const MARKS: Readonly<Record<FixState, string>> = {
  fixed: '✔ fixed',
  leaking: '✘ still leaking',
  undecided: '? undecided',
};

function renderFixes(fixes: FixReport): string {
  const { results, others } = fixes;
  const lines = results.flatMap(({ state, before, now, because }) => [
    `${MARKS[state].padEnd(16)} ${subjectText(state === 'leaking' && now !== null ? now : before)}`,
    `${' '.repeat(17)}${rateText(before)} before${state === 'leaking' && now !== null ? `, ${rateText(now)} now` : ''}: ${because}`,
  ]);
  const more = others.flatMap((finding) => [
    `✘ another leak   ${subjectText(finding)}`,
    `${' '.repeat(17)}${rateText(finding)}: ${finding.because}`,
  ]);
  return [headline(fixes), '', ...lines, ...more].join('\n');
}

/** `❌ 1 of 3 leaks fixed, 1 still leaks, 1 undecided, and 1 more leaks now`. */
function headline(fixes: FixReport): string {
  const { results, others } = fixes;
  const count = (state: FixState): number => results.filter((result) => result.state === state).length;
  const [fixed, leaking, undecided] = [count('fixed'), count('leaking'), count('undecided')];
  const all = formatCounted(results.length, 'leak');
  const parts = [
    fixed < results.length
      ? `${formatCount(fixed)} of ${all} fixed`
      : fixed === 1
        ? 'the leak is fixed'
        : `all ${all} are fixed`,
    ...(leaking === 0 ? [] : [`${formatCount(leaking)} still ${leaking === 1 ? 'leaks' : 'leak'}`]),
    ...(undecided === 0 ? [] : [`${formatCount(undecided)} undecided`]),
    ...(others.length === 0
      ? []
      : [`and ${formatCount(others.length)} more ${others.length === 1 ? 'leaks' : 'leak'} now`]),
  ];
  return `${SIGNS.get(exitCodeFor(fixes))} ${parts.join(', ')}`;
}

function rateText({ objectsPerRequest, retainedBytesPerRequest, request }: Finding): string {
  const per = request === null ? 'request' : request;
  const bytes = formatBytes(retainedBytesPerRequest);
  return objectsPerRequest === 0 ? `${bytes} per ${per}` : `${formatRate(objectsPerRequest)} (${bytes}) per ${per}`;
}
