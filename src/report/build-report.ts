import type { CaptureRecord, Manifest } from '../capture/manifest.ts';
import { type ComparableRun, comparableRun, namesAnswered } from '../compare/comparable-run.ts';
import { growsAsTheBase } from '../compare/compare-heaps.ts';
import { type BaseOutcome, compareWithBase } from '../compare/compare-with-base.ts';
import type { ClassGrowth } from '../growth/class-series.ts';
import type { Finding } from '../growth/finding.ts';
import { readableAllocations } from '../growth/readable-allocations.ts';
import { findRssDrift, judgeRss } from '../growth/rss-growth.ts';
import { oneObjectPerRequests } from '../growth/sensitivity.ts';
import { sought } from '../growth/suspects.ts';
import type { UnexplainedGrowth } from '../growth/unexplained-growth.ts';
import { findWatchedGrowth } from '../growth/watched-growth.ts';
import type { RequestCount } from '../load/load-summary.ts';
import { acceptedStates } from '../policy/accepted-states.ts';
import { idleLimits } from '../policy/judge-leak.ts';
import type { LeakPolicy } from '../policy/leak-policy.ts';
import { judgeRun } from '../verdict/judge.ts';
import { failingInOrder } from './answerable-findings.ts';
import { crossCheck, explainedShare } from './cross-checks.ts';
import type { LeakReport, ReportRound } from './leak-report.ts';
import { reproductionOf } from './reproduction.ts';
import { runFigures } from './run-figures.ts';
import { titleOf } from './title.ts';

export interface ReportMaterial {
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  readonly classes: readonly ClassGrowth[];
  readonly retainerPaths: number;
  /** Growth of heap and external memory that the findings account for. */
  readonly explainedBytes: number;
  readonly unexplained: UnexplainedGrowth | null;
  readonly policy: LeakPolicy;
  /** `2026-12-31` */
  readonly today: string;
  /** null: none was asked for. */
  readonly base: BaseOutcome | null;
  /** Of the findings, by track. */
  readonly signatures: ReadonlyMap<string, string>;
  readonly reproduce: string;
}

/** Puts a run together as the one value that every renderer starts from. */
export function buildReport(material: ReportMaterial): LeakReport {
  const { manifest, findings } = material;
  const { captures, failedLoad, endedEarly } = manifest;
  const rounds = reportRounds(manifest);
  const loaded = captures.filter((capture) => capture.load !== null);
  const crossChecks = crossCheck(captures, material.explainedBytes);
  const sensitivity = {
    requests: sum(loaded.map((capture) => capture.requests)),
    retainerPaths: material.retainerPaths,
    oneObjectPerRequests: oneObjectPerRequests(
      captures
        .filter((capture) => capture.kind === 'round')
        .slice(-3)
        .map((capture) => capture.requests),
      sought(manifest.sensitivity),
    ),
  };
  const { base, unexplained } = material;
  const head = comparableHead(material, rounds, sensitivity.oneObjectPerRequests);
  const comparison = base === null ? null : compareWithBase(base, head);
  const baseRun = base === null || base.run.conclusion === 'inconclusive' ? null : base.run;
  const accepted = acceptedStates(material.policy.accepted, findings, material.today);
  const { checks, verdict } = judgeRun(
    findings,
    {
      rounds: captures.map(({ load, settle }) => ({
        loaded: load !== null,
        planned: load?.planned ?? 0,
        succeeded: load?.succeeded ?? 0,
        failed: load?.failed ?? 0,
        settled: settle.settled,
      })),
      figures: runFigures(manifest),
      endedEarly: endedEarly && { ...endedEarly, message: withoutOutput(endedEarly.message) },
      // Requests also fail because the service died or the run was cancelled; then that is the reason.
      failedLoad:
        failedLoad === null || endedEarly?.code !== 'LOAD_FAILED'
          ? null
          : { round: loaded.length + 1, planned: failedLoad.planned, failed: failedLoad.failed },
      memory: {
        unexplained,
        asInBase: baseRun === null || unexplained === null ? null : growsAsTheBase(unexplained.among, baseRun, head),
        rss: judgeRss(manifest.rssReadings, material.policy.maxRssGrowthPerRequest ?? 0),
        drift: findRssDrift(
          captures.map(({ requests, memory }) => ({
            requests,
            rss: memory.rss,
            heap: memory.heapTotal + memory.external,
          })),
        ),
        arrayBuffers: crossChecks?.arrayBuffers ?? null,
        watched: findWatchedGrowth(captures, manifest.watchedHeaps ?? { names: [], bytes: [] }),
      },
      positiveControl: manifest.positiveControl,
    },
    {
      policy: material.policy,
      today: material.today,
      changes: baseRun === null ? null : (comparison?.changes ?? null),
      accepted,
    },
  );
  const parts = {
    verdict,
    checks,
    findings,
    rounds,
    load: {
      requests: sensitivity.requests,
      failed: sum(loaded.map(({ load }) => load?.failed ?? 0)) + (failedLoad?.failed ?? 0),
      connections: manifest.connections,
      rate: manifest.rate,
      requestsPerSecond: throughput(loaded),
      warmUpRequests: manifest.warmUp?.requests ?? 0,
      perRequest: perRequest(manifest, loaded),
      ...perFlow(loaded),
      firstFailure:
        failedLoad?.firstFailure ?? loaded.find(({ load }) => load?.firstFailure != null)?.load?.firstFailure ?? null,
    },
    sensitivity,
    comparison,
    accepted,
  };
  return {
    schemaVersion: 1,
    leakgateVersion: manifest.leakgateVersion,
    commit: manifest.commit ?? null,
    title: titleOf(parts),
    ...parts,
    cell: manifest.cell ?? { name: null, shard: null, job: null },
    service: {
      command: manifest.command,
      url: manifest.url,
      nodeVersion: manifest.service?.nodeVersion ?? null,
      v8Version: manifest.service?.v8Version ?? null,
      pid: manifest.service?.pid ?? null,
      processes: (manifest.isolates ?? []).map(({ name }) => name),
      outputTail: verdict.conclusion === 'inconclusive' ? manifest.outputTail : '',
    },
    allocations: manifest.allocations == null ? null : readableAllocations(manifest, manifest.allocations),
    explainedShare: explainedShare(crossChecks),
    crossChecks,
    positiveControl: manifest.positiveControl,
    gcStudy: manifest.gcStudy,
    classGrowth: material.classes.map(({ name, objects, shallowBytes, retainedBytes }) => ({
      name,
      objects: gained(objects),
      shallowBytes: gained(shallowBytes),
      retainedBytes: gained(retainedBytes),
      shallowBytesPerSnapshot: shallowBytes,
    })),
    timeline: manifest.timeline,
    durations: manifest.durations,
    program: manifest.program,
    reproduction: reproductionOf(
      manifest,
      material.signatures,
      failingInOrder(parts).map(({ signature }) => signature),
    ),
    reproduce: material.reproduce,
    notes: [...manifest.notes, ...idleLimits(material.policy, namesOfRequests(manifest))],
  };
}

/** The run as it is compared with its base. */
function comparableHead(
  { manifest, findings, classes }: ReportMaterial,
  rounds: readonly ReportRound[],
  seen: number | null,
): ComparableRun {
  const ended = manifest.endedEarly ?? manifest.failedLoad;
  return comparableRun({
    commit: manifest.commit ?? null,
    // Only whether it was measured to its end matters here: what a run that was cut short did not see is not fixed.
    conclusion: ended === null ? 'pass' : 'inconclusive',
    reason: null,
    nodeVersion: manifest.service?.nodeVersion ?? null,
    findings,
    rounds,
    oneObjectPerRequests: seen,
    sent: namesAnswered(
      manifest.captures.flatMap(({ load }) => [...(load?.perRequest ?? []), ...(load?.perFlow ?? [])]),
    ),
    classGrowth: classes.map(({ name, objects }) => ({ name, objects: gained(objects) })),
  });
}

function reportRounds({ captures, failedLoad, timeline }: Manifest): ReportRound[] {
  const rounds = captures.map(
    (capture): ReportRound => ({
      ...memoryOf(capture.memory),
      kind: capture.kind,
      requests: capture.requests,
      failed: capture.load?.failed ?? 0,
      idle: capture.load === null,
      durationMs: capture.durationMs,
      settled: capture.settle.settled,
      snapshot: capture.snapshot,
      snapshotFile: capture.snapshotFile,
    }),
  );
  const memory = timeline.at(-1) ?? captures.at(-1)?.memory;
  if (failedLoad === null || memory === undefined) return rounds;
  return [
    ...rounds,
    {
      ...memoryOf(memory),
      kind: 'round',
      requests: failedLoad.succeeded,
      failed: failedLoad.failed,
      idle: false,
      durationMs: failedLoad.durationMs,
      settled: false,
      snapshot: null,
      snapshotFile: null,
    },
  ];
}

/** The sentence alone: the service's output that may follow it on lines of its own is in `service.outputTail`. */
function withoutOutput(message: string): string {
  return message.replace(/ Its last output:\n.*$/su, '');
}

function memoryOf({ heapUsed, external, arrayBuffers, rss, openFileDescriptors }: CaptureRecord['memory']) {
  return { heapUsed, external, arrayBuffers, rss, openFileDescriptors };
}

function throughput(loaded: readonly CaptureRecord[]): number | null {
  const ms = sum(loaded.map(({ load }) => load?.durationMs ?? 0));
  return ms === 0 ? null : sum(loaded.map((capture) => capture.requests)) / (ms / 1000);
}

/** What was completed, by kind of request; then what was sent beside the load and is in no total. */
function perRequest({ requestNames }: Manifest, loaded: readonly CaptureRecord[]): RequestCount[] {
  const counted = loaded.flatMap(({ load }) => load?.perRequest ?? []);
  const beside = loaded.flatMap(({ load }) => load?.around ?? []);
  return [...requestNames.map((name) => totalOf(name, counted)), ...totalsOf(beside)];
}

/** Of all kinds of requests and flows that a leak may belong to. */
function namesOfRequests({ requestNames, captures, leftOut = [] }: Manifest): string[] {
  const counted = captures.flatMap(({ load }) => [...(load?.perFlow ?? []), ...(load?.around ?? [])]);
  return [...new Set([...requestNames, ...[...counted, ...leftOut].map(({ name }) => name)])];
}

function perFlow(loaded: readonly CaptureRecord[]): Pick<LeakReport['load'], 'perFlow'> {
  const totals = totalsOf(loaded.flatMap(({ load }) => load?.perFlow ?? []));
  return totals.length === 0 ? {} : { perFlow: totals };
}

/** One row for each name, in the order of their first. */
function totalsOf(counts: readonly RequestCount[]): RequestCount[] {
  return [...new Set(counts.map(({ name }) => name))].map((name) => totalOf(name, counts));
}

function totalOf(name: string, counts: readonly RequestCount[]): RequestCount {
  const rows = counts.filter((row) => row.name === name);
  return { name, succeeded: sum(rows.map((row) => row.succeeded)), failed: sum(rows.map((row) => row.failed)) };
}

function gained(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
