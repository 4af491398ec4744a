import { type Finding, type GrowthMode, isLeak, type SourcePosition } from '../growth/finding.ts';
import { adviceFor } from './advice.ts';
import { changeOf, changesOf, isCompared } from './answerable-findings.ts';
import { clip, visible } from './escape.ts';
import { failingFindings } from './failing-findings.ts';
import type { LeakReport } from './leak-report.ts';
import { findingSentence } from './title.ts';

/** What the file needs beside the report. */
export interface SarifSurroundings {
  /** Where a leak without a known place is shown; code scanning takes no result without one. Relative to the repository. */
  readonly fallbackFile: string;
  /** A short digest of a text, the same on every machine. */
  readonly digest: (text: string) => string;
}

/** A SARIF 2.1.0 log (OASIS standard): one run of the tool for each report. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly object[];
}

/** Code scanning takes no more results of one run. */
const MOST_RESULTS = 25_000;
const LONGEST_TEXT = 1000;

/**
 * The leaks of one or more reports for code scanning: failing ones as errors, allowed ones as notes, fixed ones as absent. A
 * result is recognised from commit to commit by its signature and not by its line. Names are escaped for SARIF's messages,
 * in which `[text](target)` is a link (§3.11.6).
 */
export function toSarif(reports: readonly LeakReport[], surroundings: SarifSurroundings): SarifLog {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: reports.map((report) => toRun(report, surroundings)),
  };
}

function toRun(report: LeakReport, surroundings: SarifSurroundings): object {
  const failing = new Set(failingFindings(report));
  const leaks = report.findings.filter((finding) => failing.has(finding) || isLeak(finding));
  const results = [
    ...leaks.map((finding) => toResult(finding, failing.has(finding), report, surroundings)),
    ...changesOf(report, 'fixed').map(({ signature, owner, place }) => ({
      ruleId: modeOf(signature),
      level: 'note',
      kind: 'fail',
      baselineState: 'absent',
      message: { text: messageText(`${owner} no longer leaks.`) },
      locations: [locationOf(place, surroundings)],
      partialFingerprints: fingerprints(signature, report, surroundings),
    })),
  ].slice(0, MOST_RESULTS);
  const modes = [...new Set(results.map(({ ruleId }) => ruleId))];
  return {
    tool: {
      driver: {
        name: 'leakgate',
        version: visible(report.leakgateVersion),
        rules: modes.map(toRule),
      },
    },
    // One category for each cell, or the last upload would close the alerts of the others.
    automationDetails: { id: `leakgate/${surroundings.digest(cellKey(report))}/` },
    columnKind: 'utf16CodeUnits',
    results,
    invocations: [{ executionSuccessful: report.verdict.conclusion !== 'inconclusive' }],
    properties: {
      conclusion: report.verdict.conclusion,
      cell: report.cell.name === null ? '' : shown(report.cell.name),
    },
  };
}

function toResult(finding: Finding, fails: boolean, report: LeakReport, surroundings: SarifSurroundings) {
  const change = changeOf(report, finding);
  const accepted = report.accepted.filter(
    ({ signature, state }) => signature === finding.signature && state === 'active',
  );
  const text = messageText(`${findingSentence(finding)}. ${adviceFor(finding)}`);
  return {
    ruleId: finding.growthMode as string,
    level: fails ? 'error' : 'note',
    kind: 'fail',
    message: { text },
    locations: [locationOf(finding.place, surroundings)],
    partialFingerprints: fingerprints(finding.signature, report, surroundings),
    ...(isCompared(report) && change !== null ? { baselineState: baselineStateOf(change.change) } : {}),
    ...(accepted.length === 0
      ? {}
      : {
          suppressions: accepted.map(({ owner, reason, until }) => ({
            kind: 'external',
            status: 'accepted',
            justification: shown(`accepted by ${owner} until ${until}: ${reason}`),
          })),
        }),
    relatedLocations: [...(finding.growthOtherSites ?? []), ...finding.growthStack]
      .flatMap(({ position }) => (position?.inRepository === true ? [position] : []))
      .slice(0, 20)
      .map((position, id) => ({ id, ...locationOf(position, surroundings) })),
    properties: {
      signature: shown(finding.signature),
      objectsPerRequest: finding.objectsPerRequest,
      retainedBytesPerRequest: finding.retainedBytesPerRequest,
    },
  };
}

function baselineStateOf(change: string): 'new' | 'updated' | 'unchanged' | 'absent' {
  if (change === 'new') return 'new';
  if (change === 'fixed') return 'absent';
  return change === 'known' ? 'unchanged' : 'updated';
}

/** The same leak in two cells is two results, each with a life of its own. */
function fingerprints(signature: string, report: LeakReport, { digest }: SarifSurroundings): object {
  const identity = digest(`${cellKey(report)}\n${signature}`);
  // Code scanning goes by the second and would else take it from the line, which moves.
  return { 'leakgateSignature/v1': identity, primaryLocationLineHash: `${identity}:1` };
}

function cellKey({ cell }: LeakReport): string {
  return `${cell.name ?? ''}\n${cell.shard === null ? '' : `${cell.shard.index}/${cell.shard.total}`}`;
}

function locationOf(place: SourcePosition | null, { fallbackFile }: SarifSurroundings): object {
  const known = place?.inRepository === true && isRelative(place.file) ? place : null;
  const uri = (known?.file ?? fallbackFile).split(/[\\/]/u).map(encodeSegment).join('/');
  const region =
    known === null
      ? { startLine: 1 }
      : { startLine: Math.max(1, known.line), ...(known.column >= 1 ? { startColumn: known.column } : {}) };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}

/** A file within the repository and nothing else: no scheme, no way out, nothing unseen. */
function isRelative(file: string): boolean {
  return (
    file !== '' &&
    file.length <= 1024 &&
    visible(file) === file &&
    !/^[\\/]|^[a-z][a-z0-9+.-]*:/iu.test(file) &&
    !file.split(/[\\/]/u).some((segment) => segment === '..' || segment === '')
  );
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** One line of plain text in which no square bracket begins a link. */
function messageText(text: string): string {
  return shown(text).replace(/[\\[\]{}]/gu, (sign) => (sign === '{' || sign === '}' ? sign.repeat(2) : `\\${sign}`));
}

function shown(text: string): string {
  return clip(visible(text), LONGEST_TEXT);
}

function modeOf(signature: string): string {
  const mode = signature.split(' |', 1)[0]!;
  return Object.hasOwn(RULES, mode) ? mode : 'growing-objects';
}

/** What code scanning calls each way to grow. */
const RULES: Readonly<Record<GrowthMode, string>> = {
  'growing-collection': 'A collection grows with every request',
  'listener-accumulation': 'Listeners pile up with every request',
  'closure-chain': 'Functions chain up with every request',
  timer: 'Timers pile up with every request',
  'pending-promise': 'Promises that never settle pile up',
  'pinned-backing-store': 'Small views keep large buffers alive',
  'growing-string': 'A string grows with every request',
  'file-descriptor': 'File descriptors stay open',
  'duplicate-strings': 'The same text is kept again with every request',
  'vm-context': 'Contexts of node:vm pile up with every request',
  'off-heap': 'Memory outside the heap grows with every request',
  'growing-objects': 'Objects pile up with every request',
};

function toRule(mode: string): object {
  const text = RULES[mode as GrowthMode];
  return {
    id: mode,
    name: mode.replace(/(?:^|-)([a-z])/gu, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text },
    fullDescription: { text: `${text}, and nothing takes it away again.` },
    help: { text: adviceFor({ growthMode: mode as GrowthMode, ownerName: null, growthSite: null }) },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['memory-leak', 'reliability'], precision: 'very-high' },
  };
}
