import type { Change } from '../compare/comparison.ts';
import type { Finding } from '../growth/finding.ts';
import { adviceFor } from './advice.ts';
import { changeOf } from './answerable-findings.ts';
import type { Detail } from './detail.ts';
import { type Block, type Chart, details, paragraph, type Table } from './document.ts';
import { plainName, quoteName } from './escape.ts';
import {
  formatAmount,
  formatByteChange,
  formatBytes,
  formatCount,
  formatCountChange,
  formatCounted,
  formatPercent,
  formatRate,
  formatSpread,
} from './format.ts';
import { exactPlaceText, hasBytes, openedFor, ownerText, ratesOf, sentenceOf, unitsOf } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { retainerLines } from './retainer-lines.ts';
import { idleGain, judgedRequests, loadedRounds, namedRounds, steadinessOf } from './rounds.ts';
import { byteChart, countChart } from './series-chart.ts';
import { stackLines } from './stack-lines.ts';
import { findingSentence } from './title.ts';

const MOST_PROCESSES = 6;
/** Of requests that add to one container, named beside the line. */
const MOST_KINDS = 2;
const MOST_OTHER_SITES = 3;

/** A failing finding with its evidence; `position` 0 is the first, `alone` when the title already says all of it. */
export function findingSection(
  finding: Finding,
  report: LeakReport,
  { position, alone, detail }: { position: number; alone: boolean; detail: Detail },
): Block[] {
  return [
    ...(alone ? [] : findingHeading(finding, position)),
    growthTable(finding, report),
    paragraph(sentenceOf(finding.because)),
    ...kindsText(finding),
    ...processText(finding, report),
    ...sinceBase(finding, report),
    ...retainerDetails(finding, position, detail),
    ...siteDetails(finding, position, detail),
    ...roundDetails(finding, report, position, detail),
  ];
}

const SINCE: Readonly<Record<Change, string>> = {
  new: 'New since the base',
  faster: 'Faster than in the base',
  known: 'Known from the base',
  slower: 'Slower than in the base',
  fixed: 'Fixed since the base',
};

function sinceBase(finding: Finding, report: LeakReport): Block[] {
  const change = changeOf(report, finding);
  return change === null ? [] : [paragraph(sentenceOf(change.because), SINCE[change.change])];
}

function findingHeading(finding: Finding, position: number): Block[] {
  const heading: Block = {
    kind: 'heading',
    level: 2,
    symbol: null,
    tone: 'plain',
    text: `${position + 1} · ${findingSentence(finding)}`,
  };
  return position === 0 ? [heading] : [heading, paragraph(adviceFor(finding))];
}

/** Which kinds of requests grow it together. */
function kindsText({ requestKinds = [] }: Finding): Block[] {
  if (requestKinds.length === 0) return [];
  const kinds = requestKinds.map(({ name, perRequest }) => `${formatAmount(perRequest)} per ${quoteName(name)}`);
  return [paragraph(`Several kinds of requests add to it, each sent alone: ${kinds.join(', ')}.`)];
}

/** Which of several measured processes and threads it grows in. */
function processText({ processes }: Finding, { service }: LeakReport): Block[] {
  if (processes.length === 0 || service.processes.length < 2) return [];
  const all = processes.length === service.processes.length;
  const which = all
    ? `all ${processes.length} processes and threads`
    : `${processes.length} of ${service.processes.length} processes and threads`;
  const shown = processes.slice(0, MOST_PROCESSES).map((name) => quoteName(name, 80));
  const more = processes.length > MOST_PROCESSES ? `, and ${processes.length - MOST_PROCESSES} more` : '';
  return [paragraph(`It grows in ${which} that were measured: ${shown.join(', ')}${more}.`)];
}

/** Rate, total and steadiness of what was counted, and the control without requests. */
function growthTable(finding: Finding, report: LeakReport): Table {
  const units = unitsOf(finding);
  const idle = idleGain(finding, report.rounds);
  const rows = [
    ...(units === null ? [] : [countRow(finding, report, units)]),
    ...(hasBytes(finding) ? [byteRow(finding, report)] : []),
    ...(idle === null ? [] : [idleRow(finding, idle)]),
  ];
  return {
    kind: 'table',
    columns: [
      { title: '', align: 'left' },
      { title: `per ${ratesOf(finding).per}`, align: 'right' },
      { title: `over ${sentText(finding, report)}`, align: 'right' },
      { title: 'grew in', align: 'left' },
      { title: 'at a constant rate', align: 'left' },
    ],
    rows,
  };
}

/** So many requests or connections as the rate is of: where one of several grows it, so many of that one. */
function sentText(finding: Finding, { load, rounds }: LeakReport): string {
  const opened = openedFor(finding);
  if (opened !== null) return formatCounted(opened, 'connection');
  const { request } = finding;
  const all = judgedRequests(rounds);
  const flow = load.perFlow?.find(({ name }) => name === request);
  if (flow !== undefined) return `${formatCounted(flow.succeeded, 'flow')} of ${formatCounted(all, 'request')}`;
  const own = load.perRequest.find(({ name }) => name === request)?.succeeded ?? all;
  const of = own < all ? `${formatCount(own)} of ` : '';
  return `${of}${formatCounted(all, 'request')}`;
}

/** ``entries of `sessions` ``, `listeners for 'close' of Socket`. */
function countName(finding: Finding, units: string): string {
  if (finding.ownerName === null && finding.retainerPath.length === 0) return units;
  const owner = ownerText(finding);
  return owner.toLowerCase().startsWith(`${units} `) ? units + owner.slice(units.length) : `${units} of ${owner}`;
}

function countRow(finding: Finding, report: LeakReport, units: string): string[] {
  const steady = steadinessOf(finding, report.rounds, 'objects');
  return [
    countName(finding, units),
    formatRate(ratesOf(finding).objects),
    formatCount(finding.objects),
    `${steady.grewIn} of ${formatCounted(steady.rounds, 'round')}`,
    formatSpread(steady.spread),
  ];
}

function byteRow(finding: Finding, report: LeakReport): string[] {
  const steady = steadinessOf(finding, report.rounds, 'retainedBytes');
  return [
    bytesName(finding),
    formatBytes(ratesOf(finding).bytes),
    formatBytes(finding.retainedBytes),
    ...(hasBytesByRound(finding)
      ? [`${steady.grewIn} of ${formatCounted(steady.rounds, 'round')}`, formatSpread(steady.spread)]
      : ['', '']),
  ];
}

/** Of a class that hangs on no one path the retained size is known at the end alone. */
function hasBytesByRound(finding: Finding): boolean {
  return hasBytes(finding) && finding.perRound.some(({ retainedBytes }) => retainedBytes !== 0);
}

function bytesName(finding: Finding): string {
  return finding.growthMode === 'off-heap' ? 'memory outside the heap' : 'retained size';
}

function idleRow(finding: Finding, idle: { objects: number; retainedBytes: number }): string[] {
  const counted = unitsOf(finding) !== null;
  return [
    'the same wait without requests',
    '',
    counted ? formatCount(idle.objects) : formatBytes(idle.retainedBytes),
    '',
    '',
  ];
}

function retainerDetails(finding: Finding, position: number, detail: Detail): Block[] {
  const signature = paragraph(quoteName(finding.signature, 300));
  if (finding.retainerPath.length === 0) return [details('Signature', [signature])];
  const blocks: Block[] = [
    { kind: 'listing', lines: retainerLines(finding, detail.pathSteps) },
    ...exclusiveText(finding),
    { ...signature, label: 'Signature' },
  ];
  return [details('Who keeps it alive', blocks, { open: position === 0, onTerminal: true })];
}

/** The statement that inserts, with the calls that lead to it where it was seen live. */
function siteDetails(finding: Finding, position: number, detail: Detail): Block[] {
  if (finding.growthSite === null) return [];
  const stack = stackLines(finding, detail.pathSteps);
  const blocks: Block[] = [
    paragraph(
      `${exactPlaceText(finding.growthSite)}${ofPackage(finding)}${addedByText(finding)}${evidenceText(finding)}`,
      finding.growthSiteEvidence === 'allocation' ? 'Allocated in' : 'Added at',
    ),
    ...(finding.growthStatement === null ? [] : [paragraph(quoteName(finding.growthStatement, 160))]),
    ...(stack.length === 0 ? [] : [{ kind: 'listing', lines: stack } as const]),
    ...otherSitesText(finding),
    ...removalText(finding),
  ];
  return [details('Who adds to it', blocks, { open: position === 0, onTerminal: true })];
}

function addedByText({ request, requestKinds = [], growthOtherSites = [] }: Finding): string {
  if (request !== null) return `, by ${quoteName(request)}`;
  if (requestKinds.length === 0) return ', by a request';
  // Which of them comes by this line is not known.
  if (growthOtherSites.length > 0) return '';
  if (requestKinds.length > MOST_KINDS) return `, by ${formatCounted(requestKinds.length, 'kind')} of requests`;
  return `, by ${requestKinds.map(({ name }) => quoteName(name)).join(' or ')}`;
}

/** Further lines that add to the same container. */
function otherSitesText({ growthOtherSites: others = [] }: Finding): Block[] {
  const shown = others
    .slice(0, MOST_OTHER_SITES)
    .flatMap(({ position, statement, share }) => [
      paragraph(`${exactPlaceText(position)}, ${formatPercent(share)} of what was seen to stay`, 'Also added at'),
      ...(statement === null ? [] : [paragraph(quoteName(statement, 160))]),
    ]);
  const more = others.length - MOST_OTHER_SITES;
  return more > 0 ? [...shown, paragraph(`And at ${formatCounted(more, 'further line')}.`)] : shown;
}

/** The call that was to remove what was added. */
function removalText({ growthRemoval }: Finding): Block[] {
  if (growthRemoval === null) return [];
  const { position, statement, calls } = growthRemoval;
  return [
    paragraph(
      `${exactPlaceText(position)}, in each of ${formatCounted(calls, 'call')} seen`,
      'Found nothing to remove',
    ),
    ...(statement === null ? [] : [paragraph(quoteName(statement, 160))]),
  ];
}

function ofPackage({ growthPackage }: Finding): string {
  return growthPackage === null ? '' : ` (${plainName(growthPackage.name)} ${plainName(growthPackage.version)})`;
}

/** How far the place can be trusted, where the container itself did not tell it. */
function evidenceText({ growthSiteEvidence }: Finding): string {
  if (growthSiteEvidence === 'logpoint') return ' (it had grown each time after this statement ran)';
  if (growthSiteEvidence === 'allocation')
    return ' (the function that made most of what stays; what keeps it may be another)';
  return '';
}

/** Says whether emptying the container is enough. */
function exclusiveText(finding: Finding): Block[] {
  const { exclusiveBytes: exclusive, retainedBytes: retained } = finding;
  if (exclusive === null || retained <= 0) return [];
  if (exclusive >= retained * 0.99)
    return [
      paragraph(`Nothing else keeps it: removing it frees all ${formatBytes(retained)}.`),
      ...retainersText(finding),
    ];
  return [
    paragraph(
      `Removing it frees ${formatBytes(exclusive)} of ${formatBytes(retained)}; the rest is held by something else too.`,
    ),
    ...retainersText(finding),
  ];
}

/** How many hold one of the objects, and what removing the shown edge alone does. */
function retainersText({ retainers, objects, retainedBytes }: Finding): Block[] {
  if (retainers === null) return [];
  const { independent, freedBytesEach, others } = retainers;
  const holders = formatCounted(independent, 'independent retainer');
  // In a list each object holds all that were added before it, which is no size of one.
  if (independent <= 1 && objects > 0 && freedBytesEach > (4 * retainedBytes) / objects)
    return [paragraph(`${holders}; without this edge an object goes with all that hang behind it.`)];
  if (independent <= 1)
    return [paragraph(`${holders}; without this edge ${formatBytes(freedBytesEach)} go with each object.`)];
  const names = others.length === 0 ? '' : ` (also ${others.map((other) => quoteName(other)).join(', ')})`;
  return [
    paragraph(
      `Each object has ${holders}${names}: without this edge alone ${formatBytes(freedBytesEach)} go with it, with all of them everything.`,
    ),
  ];
}

function roundDetails(finding: Finding, report: LeakReport, position: number, detail: Detail): Block[] {
  const rounds = namedRounds(report.rounds, finding);
  if (rounds.length === 0 || detail.roundRows === 0) return [];
  const table = roundTable(finding, rounds.slice(0, detail.roundRows));
  const chart =
    position < detail.charts && loadedRounds(report.rounds).length > 1 ? [growthChart(finding, rounds)] : [];
  return [details('Round by round', [table, ...chart], { open: position === 0, onTerminal: position === 0 })];
}

function roundTable(finding: Finding, rounds: ReturnType<typeof namedRounds>): Table {
  const units = unitsOf(finding);
  const sized = hasBytesByRound(finding) || units === null;
  return {
    kind: 'table',
    columns: [
      { title: '', align: 'left' },
      { title: 'requests', align: 'right' },
      ...(units === null ? [] : [{ title: units, align: 'right' } as const]),
      ...(sized ? [{ title: bytesName(finding), align: 'right' } as const] : []),
    ],
    rows: rounds.map(({ name, round, gain }) => [
      name,
      formatCount(round.requests),
      ...(units === null ? [] : [formatCountChange(gain?.objects ?? null)]),
      ...(sized ? [formatByteChange(gain?.retainedBytes ?? null)] : []),
    ]),
  };
}

/** The growth so far after each snapshot, from the baseline's 0. */
function growthChart(finding: Finding, rounds: ReturnType<typeof namedRounds>): Chart {
  const units = unitsOf(finding);
  const gains = rounds.map(({ gain }) => (units === null ? gain?.retainedBytes : gain?.objects) ?? 0);
  const values = runningSums(gains);
  const labels = requestsSoFar(rounds);
  if (units === null) return byteChart('Growth after so many requests', labels, [values]);
  return countChart(`${units} kept after so many requests`, units, labels, values);
}

/** From 0, one more than there are gains. */
function runningSums(gains: readonly number[]): number[] {
  const sums = [0];
  for (const gain of gains) sums.push(sums.at(-1)! + gain);
  return sums;
}

function requestsSoFar(rounds: ReturnType<typeof namedRounds>): string[] {
  let requests = 0;
  const labels = rounds.map(({ name, round }) => {
    requests += round.requests;
    return round.requests === 0 ? name : formatCount(requests);
  });
  return ['0', ...labels];
}
