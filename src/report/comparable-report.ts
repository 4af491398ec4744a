import { type ComparableRun, comparableRun, namesAnswered } from '../compare/comparable-run.ts';
import type { LeakReport } from './leak-report.ts';

/** What a report keeps to be compared with. */
export function comparableReport(report: LeakReport): ComparableRun {
  const { commit, verdict, findings, rounds, load, service, sensitivity, classGrowth } = report;
  return comparableRun({
    commit,
    // What a policy lets pass is a leak all the same to the run that is compared with it.
    conclusion: verdict.conclusion,
    reason: verdict.conclusion === 'inconclusive' ? (verdict.because[0] ?? null) : null,
    nodeVersion: service.nodeVersion,
    findings,
    rounds,
    oneObjectPerRequests: sensitivity.oneObjectPerRequests,
    sent: namesAnswered([...load.perRequest, ...(load.perFlow ?? [])]),
    classGrowth,
  });
}
