import type { Finding } from '../growth/finding.ts';
import type { Check, Verdict } from './verdict.ts';

/** The limits that a run is held to. */
export interface Limits {
  /** Retained bytes per request that a leak may have. */
  readonly maxGrowthPerRequest: number;
  /** Retained bytes that all leaks together may gain over the run; null: no such limit. */
  readonly maxGrowth: number | null;
}

/** What a run says about itself, beside its findings. */
export interface RunFacts {
  readonly rounds: readonly RoundQuality[];
  /** Why it ended before its plan was done, and at which step (`round 2`); null: it did not. */
  readonly endedEarly: {
    readonly message: string;
    readonly hint: string | null;
    readonly during: string | null;
  } | null;
  /** The load that made a round unusable by its failures, if one did. */
  readonly failedLoad: { readonly round: number; readonly planned: number; readonly failed: number } | null;
}

export interface RoundQuality {
  readonly loaded: boolean;
  readonly planned: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly settled: boolean;
}

/** Loaded rounds that a verdict needs. */
const FEWEST_ROUNDS = 3;
/** Share of failed responses above which a round cannot be judged. */
const MOST_FAILED = 0.01;

/** Puts findings and run against the limits: a leak over its limit wins, then whatever forbids a verdict, else pass. */
export function judgeRun(
  findings: readonly Finding[],
  run: RunFacts,
  limits: Limits,
): { checks: Check[]; verdict: Verdict } {
  const checks = [...leakChecks(findings, limits), ...runChecks(findings, run)];
  const failed = checks.filter((check) => !check.passed);
  const leaks = failed.filter((check) => check.level === 'leak');
  // A leak that was confirmed stays one whatever happened afterwards; a round that failed earlier forbids any verdict.
  if (leaks.length > 0 && run.failedLoad === null) {
    return {
      checks,
      verdict: {
        conclusion: 'leak',
        because: leaks.map((check) => check.message),
        nextStep: 'If this growth is wanted, raise max-growth-per-request.',
      },
    };
  }
  const doubts = failed.filter((check) => check.level === 'inconclusive');
  if (doubts.length > 0) {
    return {
      checks,
      verdict: {
        conclusion: 'inconclusive',
        because: doubts.map((check) => check.message),
        nextStep: run.endedEarly?.hint ?? nextStepFor(doubts[0]!),
      },
    };
  }
  const notes = findings
    .filter((finding) => finding.status !== 'leak')
    .map((finding) => `${finding.owner}: ${finding.because}.`);
  return { checks, verdict: { conclusion: 'pass', because: notes, nextStep: null } };
}

function leakChecks(findings: readonly Finding[], limits: Limits): Check[] {
  const leaks = findings.filter((finding) => finding.status === 'leak' || finding.status === 'per-connection');
  const checks = leaks.map((finding): Check => {
    const counted = finding.retainedBytes === 0;
    const actual = counted ? finding.objectsPerRequest : finding.retainedBytesPerRequest;
    const limit = counted ? 0 : limits.maxGrowthPerRequest;
    return {
      metric: counted ? 'objects-per-request' : 'retained-bytes-per-request',
      subject: finding.signature,
      operator: '<=',
      limit,
      actual,
      values: finding.perRound.map((round) => (counted ? round.objects : round.retainedBytes)),
      level: 'leak',
      passed: actual <= limit,
      message: `${finding.owner} keeps growing with the requests: ${finding.because}.`,
    };
  });
  if (limits.maxGrowth !== null) {
    const actual = leaks.reduce((sum, finding) => sum + finding.retainedBytes, 0);
    checks.push({
      metric: 'retained-bytes',
      subject: 'run',
      operator: '<=',
      limit: limits.maxGrowth,
      actual,
      values: leaks.map((finding) => finding.retainedBytes),
      level: 'leak',
      passed: actual <= limits.maxGrowth,
      message: `All leaks together retain ${actual} bytes more after the run, over max-growth.`,
    });
  }
  return checks;
}

function runChecks(findings: readonly Finding[], run: RunFacts): Check[] {
  const loaded = run.rounds.filter((round) => round.loaded);
  const checks: Check[] = [];
  const add = (check: Omit<Check, 'level'> & { level?: Check['level'] }): void => {
    checks.push({ level: 'inconclusive', ...check });
  };
  if (run.failedLoad !== null) {
    const { round, planned, failed } = run.failedLoad;
    add({
      metric: 'failed-requests',
      subject: `round ${round}`,
      operator: '<=',
      limit: Math.floor(MOST_FAILED * planned),
      actual: failed,
      values: [failed],
      passed: false,
      message: run.endedEarly?.message ?? `${failed} of ${planned} requests failed in round ${round}.`,
    });
  }
  for (const [i, round] of loaded.entries()) {
    add({
      metric: 'failed-requests',
      subject: `round ${i + 1}`,
      operator: '<=',
      limit: Math.floor(MOST_FAILED * round.planned),
      actual: round.failed,
      values: [round.failed],
      passed: round.failed <= MOST_FAILED * round.planned,
      message: `${round.failed} of ${round.planned} requests failed in round ${i + 1}.`,
    });
  }
  if (run.endedEarly !== null && run.failedLoad === null) {
    add({
      metric: 'completed',
      subject: 'run',
      operator: '=',
      limit: 1,
      actual: 0,
      values: [],
      passed: false,
      message: run.endedEarly.message,
    });
  }
  add({
    metric: 'loaded-rounds',
    subject: 'run',
    operator: '>=',
    limit: FEWEST_ROUNDS,
    actual: loaded.length,
    values: loaded.map((round) => round.succeeded),
    passed: loaded.length >= FEWEST_ROUNDS,
    message: roundsSentence(loaded.length, run.endedEarly?.during ?? null),
  });
  const unsettled = run.rounds.filter((round) => !round.settled).length;
  add({
    metric: 'settled',
    subject: 'run',
    operator: '<=',
    limit: 0,
    actual: unsettled,
    values: run.rounds.map((round) => (round.settled ? 1 : 0)),
    // Counts of objects are exact on a heap whose byte total still moves a little, so this alone forbids nothing.
    level: 'warn',
    passed: unsettled === 0,
    message: `The heap had not settled before ${unsettled} of ${run.rounds.length} snapshots.`,
  });
  const undecided = findings.filter((finding) => finding.status === 'undecided');
  add({
    metric: 'undecided-findings',
    subject: 'run',
    operator: '<=',
    limit: 0,
    actual: undecided.length,
    values: undecided.map((finding) => finding.objectsPerRequest),
    passed: undecided.length === 0,
    message:
      undecided.map((finding) => `${finding.owner} grew and could not be decided: ${finding.because}.`).join(' ') ||
      'Every suspect was decided.',
  });
  return checks;
}

function roundsSentence(loaded: number, during: string | null): string {
  const captured = `${loaded} loaded ${loaded === 1 ? 'round was' : 'rounds were'} captured`;
  const ended = during === null ? '' : `The run ended during ${during}: `;
  return `${ended}${captured}, and a verdict needs ${FEWEST_ROUNDS}.`;
}

function nextStepFor(doubt: Check): string {
  if (doubt.metric === 'undecided-findings')
    return 'Raise time-limit, or set depth to thorough, so that more requests can tell.';
  return 'Run again; if it stays, raise time-limit or lower the load.';
}
