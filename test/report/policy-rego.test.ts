import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeReports } from '../../src/merge/merge-reports.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { opaAnswers } from '../support/opa.ts';
import * as samples from './sample-reports.ts';

const policy = readFileSync(new URL('../../src/report/policy.rego', import.meta.url), 'utf8');
const denies = (input: unknown, expected: string[]) => opaAnswers(policy, input, 'deny', expected);
const warns = (input: unknown, expected: string[]) => opaAnswers(policy, input, 'warn', expected);

const pass = samples.reportOf({});
const listeners = samples.listenerLeak();
const { owner, objectsPerRequest } = listeners.findings[0]!;
const tooMany = `${owner}: ${objectsPerRequest} per request`;

describe('the example of a policy, judged by OPA', () => {
  it('is really judged: a wrong expectation is told', async () => {
    expect(await denies(pass, ['something'])).toBe(false);
    await expect(opaAnswers('deny contains x if {', pass, 'deny', [])).rejects.toThrow(/rego_parse_error/);
  });

  it('lets a sensitive run without a leak pass, and says nothing', async () => {
    const seen: LeakReport = { ...pass, sensitivity: { ...pass.sensitivity, oneObjectPerRequests: 150 } };
    expect(await denies(seen, [])).toBe(true);
    expect(await warns(seen, [])).toBe(true);
  });

  it('refuses a green run that could not have seen enough', async () => {
    const blind: LeakReport = { ...pass, sensitivity: { ...pass.sensitivity, oneObjectPerRequests: 20 } };
    expect(await denies(blind, ['the run could only have seen 1 object per 20 requests'])).toBe(true);
  });

  it('refuses listeners that pile up, unless they did so in the base', async () => {
    expect(await denies(listeners, [tooMany])).toBe(true);
    const change = { ...samples.comparedLeak().comparison!.changes[1]!, signature: listeners.findings[0]!.signature };
    const known = { ...listeners, comparison: { ...samples.comparedLeak().comparison!, changes: [change] } };
    expect(await denies(known, [])).toBe(true);
    expect(await warns(known, [`${owner} has leaked before this change`])).toBe(true);
  });

  it('refuses any leak on the way to the payment', async () => {
    const leak = samples.mapLeak();
    const finding = { ...leak.findings[0]!, request: 'POST /payment' };
    expect(await denies({ ...leak, findings: [finding] }, [`${finding.owner} leaks on POST /payment`])).toBe(true);
    expect(await denies(leak, [])).toBe(true);
  });

  it('refuses a run without a verdict by its title', async () => {
    expect(await denies(samples.failedLoad(), [samples.failedLoad().title])).toBe(true);
  });

  it('warns of accepted leaks that expired or match nothing', async () => {
    const { accepted } = samples.comparedLeak();
    const sentence = `accepted leak is unmatched: ${accepted[0]!.signature} (shop team)`;
    expect(await warns({ ...pass, accepted }, [sentence])).toBe(true);
  });

  it('judges every run of a merged report, and a missing one', async () => {
    const found = [
      { folder: 'a', report: listeners },
      { folder: 'b', problem: 'its folder holds no report.json' },
    ];
    const merged = mergeReports(found, { leakgateVersion: '1.0.0', expectedCells: null });
    expect(await denies(merged, [tooMany, 'b: its folder holds no report.json'])).toBe(true);
  });
});
