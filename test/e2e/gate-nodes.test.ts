import { afterAll, describe, expect, it } from 'vitest';
import { nodeVersions } from '../service/boot-fixture.ts';
import { type GateRun, removeReports, runGateOn } from '../support/gate-run.ts';

afterAll(removeReports);

function binaryOf(major: string): string {
  return `${nodeVersions.find((version) => version.major === major)!.binFolder}/node`;
}

function gateShop(script: string, gateMajor: string, serviceMajor: string): Promise<GateRun> {
  return runGateOn(`'${binaryOf(serviceMajor)}' ../shop/${script}`, {
    path: '/login',
    flags: [
      ...['--headers', 'content-type: application/json', '--body', '{"user":"u[<id>]"}'],
      ...['--depth', 'quick', '--warm-up', '500', '--requests', '300'],
    ],
    gateNode: binaryOf(gateMajor),
  });
}

/** The action's Node with every Node that runs services, and the oldest Node that runs the gate with the newest. */
describe.each([
  ['24', '20'],
  ['24', '22'],
  ['24', '24'],
  ['24', '26'],
  ['20', '26'],
])('the gate on Node %s with a service on Node %s', (gateMajor, serviceMajor) => {
  it('names what the leaky shop keeps, one object for each request', async () => {
    const run = await gateShop('leaky.js', gateMajor, serviceMajor);
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    expect(run.exitCode).toBe(1);
    expect(run.report.service.nodeVersion).toMatch(new RegExp(`^v?${serviceMajor}\\.`, 'u'));
    const leak = run.report.findings.find(({ status }) => status === 'leak')!;
    expect(leak.owner).toContain('sessions');
    expect(leak.objectsPerRequest.toFixed(3)).toBe('1.000');
    expect(leak.retainedBytesPerRequest).toBeGreaterThan(50);
    expect(leak.growthSite?.file).toMatch(/session-store\.js$/u);
    expect(run.leftovers).toEqual([]);
  });

  it('passes the fixed shop', async () => {
    const run = await gateShop('fixed.js', gateMajor, serviceMajor);
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.exitCode).toBe(0);
    expect(run.report.rounds.filter(({ kind }) => kind === 'round').length).toBeGreaterThanOrEqual(3);
    expect(run.leftovers).toEqual([]);
  });
});
