import type { PositiveControl } from '../capture/manifest.ts';
import type { LeakChange } from '../compare/comparison.ts';
import { type Finding, isLeak } from '../growth/finding.ts';
import type { AcceptedLeakState } from '../policy/accepted-leak.ts';
import { judgeLeak, type LeakDecision } from '../policy/judge-leak.ts';
import type { LeakPolicy } from '../policy/leak-policy.ts';
import { type RunFigures, runLimitChecks } from '../policy/run-checks.ts';
import { type MemoryFacts, memoryChecks, RSS_METRIC, UNEXPLAINED_METRIC, WATCHED_METRIC } from './memory-checks.ts';
import type { Check, Verdict } from './verdict.ts';

/** Undecided findings that the reason of a verdict names one by one. */
const MOST_TOLD = 3;

/** What a run is held to, and what it is seen beside. */
export interface Judges {
  readonly policy: LeakPolicy;
  /** By which acceptances expire, `2026-12-31`. */
  readonly today: string;
  /** Against the base; null: there is none to compare with. */
  readonly changes: readonly LeakChange[] | null;
  readonly accepted: readonly AcceptedLeakState[];
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
  readonly figures: RunFigures;
  /** The load that made a round unusable by its failures, if one did. */
  readonly failedLoad: { readonly round: number; readonly planned: number; readonly failed: number } | null;
  readonly memory: MemoryFacts;
  readonly positiveControl: PositiveControl | null;
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

/**
 * Puts findings and run against the policy: what exceeds a limit at its level `error` wins, then whatever forbids a verdict,
 * else pass. A leak that the policy lets pass warns.
 */
export function judgeRun(
  findings: readonly Finding[],
  run: RunFacts,
  judges: Judges,
): { checks: Check[]; verdict: Verdict } {
  const doubtful = runChecks(findings, run, judges);
  const complete = doubtful.every((check) => check.passed || check.level === 'warn');
  const leaks = findings.filter(isLeak).map((finding) => ({ finding, decision: decide(finding, judges) }));
  const checks = [
    ...leaks.flatMap(({ finding, decision }) => leakCheck(finding, decision)),
    ...totalCheck(leaks, judges.policy),
    ...runLimitChecks(judges.policy, run.figures),
    // A leak that an unfinished run did not come across says nothing of its acceptance.
    ...acceptanceChecks(judges, complete),
    ...doubtful,
    ...memoryChecks(run.memory, judges.policy.maxRssGrowthPerRequest),
    ...controlChecks(run.positiveControl),
  ];
  const failed = checks.filter((check) => !check.passed);
  const fails = failed.filter((check) => check.level === 'leak');
  // A leak that was confirmed stays one whatever happened afterwards; a round that failed earlier forbids any verdict.
  if (fails.length > 0 && run.failedLoad === null) {
    return {
      checks,
      verdict: {
        conclusion: 'leak',
        because: fails.map((check) => check.message),
        nextStep: nextStepAfter(fails),
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
  const warnings = failed.filter((check) => check.metric !== 'settled').map((check) => check.message);
  const notes = findings
    .filter((finding) => finding.status !== 'leak')
    .map((finding) => `${finding.owner}: ${finding.because}.`);
  return { checks, verdict: { conclusion: 'pass', because: [...warnings, ...notes], nextStep: null } };
}

function decide(finding: Finding, { policy, changes, today }: Judges): LeakDecision {
  const change = changes?.find(({ signature }) => signature === finding.signature)?.change ?? null;
  return judgeLeak(finding, policy, changes === null ? null : (change ?? 'new'), today);
}

function leakCheck(finding: Finding, { maxGrowthPerRequest, level, why, despite }: LeakDecision): Check[] {
  if (level === 'off') return [];
  const counted = finding.retainedBytes === 0;
  const actual = counted ? finding.objectsPerRequest : finding.retainedBytesPerRequest;
  const limit = counted ? 0 : maxGrowthPerRequest;
  const reason = why === null ? '' : ` It only warns: ${why.replace(/\.$/u, '')}.`;
  const beyond = why !== null || despite === null ? '' : ` It is more than what was accepted: ${despite}.`;
  return [
    {
      metric: counted ? 'objects-per-request' : 'retained-bytes-per-request',
      subject: finding.signature,
      operator: '<=',
      limit,
      actual,
      values: finding.perRound.map((round) => (counted ? round.objects : round.retainedBytes)),
      level: level === 'warn' ? 'warn' : 'leak',
      passed: actual <= limit,
      message: `${finding.owner} keeps growing with the requests: ${finding.because}.${reason}${beyond}`,
    },
  ];
}

/** Only what may fail counts to the sum, or an accepted leak would fail by this door. */
function totalCheck(
  leaks: readonly { finding: Finding; decision: LeakDecision }[],
  { maxGrowth }: LeakPolicy,
): Check[] {
  if (maxGrowth === null) return [];
  const values = leaks.filter(({ decision }) => decision.level === 'error').map(({ finding }) => finding.retainedBytes);
  const actual = values.reduce((sum, bytes) => sum + bytes, 0);
  return [
    {
      metric: 'retained-bytes',
      subject: 'run',
      operator: '<=',
      limit: maxGrowth,
      actual,
      values,
      level: 'leak',
      passed: actual <= maxGrowth,
      message: `All leaks together retain ${actual} bytes more after the run, over max-growth.`,
    },
  ];
}

/** Expired and unmatched acceptances, one check each where there are any. */
function acceptanceChecks({ policy, accepted }: Judges, complete: boolean): Check[] {
  const check = (state: 'expired' | 'unmatched', metric: string, told: string): Check[] => {
    const entries = accepted.filter((entry) => entry.state === state);
    if (entries.length === 0) return [];
    const names = entries.map(({ signature, owner, until }) => `\`${signature}\` (${owner}, until ${until})`);
    return [
      {
        metric,
        subject: 'run',
        operator: '<=',
        limit: 0,
        actual: entries.length,
        values: [],
        level: policy.onExpired === 'fail' ? 'leak' : 'warn',
        passed: false,
        message: `${told}: ${names.join(', ')}.`,
      },
    ];
  };
  return [
    ...check('expired', 'expired-acceptances', 'The time of these accepted leaks has passed'),
    ...(complete
      ? check('unmatched', 'unmatched-acceptances', 'No leak of this run has the signature of these accepted ones')
      : []),
  ];
}

function nextStepAfter(fails: readonly Check[]): string {
  if (fails[0]!.metric === RSS_METRIC) return 'If this growth is wanted, raise max-rss-growth-per-request.';
  if (fails.some((check) => check.subject !== 'run' || check.metric === 'retained-bytes'))
    return 'If this growth is wanted, let the scenario delete what it creates, raise max-growth-per-request, or accept it for a while with leakgate accept.';
  if (fails.some((check) => check.metric.endsWith('-acceptances')))
    return 'Remove the entries from accepted, or give those that are still needed another day.';
  return 'If this is wanted, raise its limit.';
}

function runChecks(findings: readonly Finding[], run: RunFacts, judges: Judges): Check[] {
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
  const undecided = findings.filter(
    (finding) => finding.status === 'undecided' && decide(finding, judges).level === 'error',
  );
  add({
    metric: 'undecided-findings',
    subject: 'run',
    operator: '<=',
    limit: 0,
    actual: undecided.length,
    values: undecided.map((finding) => finding.objectsPerRequest),
    passed: undecided.length === 0,
    message: undecidedSentence(undecided),
  });
  return checks;
}

function undecidedSentence(undecided: readonly Finding[]): string {
  if (undecided.length === 0) return 'Every suspect was decided.';
  const told = undecided
    .slice(0, MOST_TOLD)
    .map((finding) => `${finding.owner} grew and could not be decided: ${finding.because}.`);
  const rest = undecided.length - told.length;
  return [...told, ...(rest === 0 ? [] : [`So did ${rest} more, see report.json.`])].join(' ');
}

const CONTROL_METRIC = 'positive-control';

function controlChecks(control: PositiveControl | null): Check[] {
  if (control === null) return [];
  const { plantedPerRequest, found, objectsPerRequest, because } = control;
  return [
    {
      metric: CONTROL_METRIC,
      subject: 'run',
      operator: '=',
      limit: plantedPerRequest,
      actual: objectsPerRequest,
      values: [],
      level: 'inconclusive',
      passed: found,
      message: found
        ? `The positive control was found: ${because}.`
        : `The positive control was not found, a leak of ${Number(plantedPerRequest.toFixed(3))} objects per request that leakgate planted: ${because}.`,
    },
  ];
}

function roundsSentence(loaded: number, during: string | null): string {
  const captured = `${loaded} loaded ${loaded === 1 ? 'round was' : 'rounds were'} captured`;
  const ended = during === null ? '' : `The run ended during ${during}: `;
  return `${ended}${captured}, and a verdict needs ${FEWEST_ROUNDS}.`;
}

function nextStepFor(doubt: Check): string {
  if (doubt.metric === CONTROL_METRIC)
    return 'A leak of the service could have been missed in the same way: raise time-limit, or report this with the kept snapshots.';
  if (doubt.metric === RSS_METRIC) return 'Raise time-limit, so that more requests can tell, or the limit.';
  if (doubt.metric === UNEXPLAINED_METRIC)
    return 'Compare two snapshots by class (keep-snapshots, leakgate diff): what grows is in the table of growth per class.';
  if (doubt.metric === WATCHED_METRIC)
    return 'Raise time-limit: the service is measured again with that heap where there is time for it.';
  if (doubt.metric === 'undecided-findings')
    return 'Raise time-limit, or set depth to thorough, so that more requests can tell.';
  return 'Run again; if it stays, raise time-limit or lower the load.';
}
