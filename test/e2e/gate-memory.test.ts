import { afterAll, describe, expect, it } from 'vitest';
import { removeReports, runGateOn } from '../support/gate-run.ts';

afterAll(removeReports);

const quick = ['--depth', 'quick', '--warm-up', '500'];

describe('memory that only RSS shows', () => {
  const limited = [...quick, '--max-rss-growth-per-request', '600B', '--time-limit', '100s'];

  it('fails a run whose limit it exceeds, with the growth per request', async () => {
    const { exitCode, report, firstLine } = await runGateOn('node keeps-in-environment.js', { flags: limited });
    expect(report.verdict.conclusion).toBe('leak');
    expect(exitCode).toBe(1);
    expect(firstLine).toMatch(/^❌ .*RSS grows by/);
    const check = report.checks.find(({ metric }) => metric === 'rss-bytes-per-request')!;
    expect(check.actual).toBeGreaterThan(1500);
    expect(check.actual).toBeLessThan(2600);
  });

  it('passes where it does not grow', async () => {
    const { report } = await runGateOn('node keeps-in-environment.js', { flags: limited, env: { LEAK: '0' } });
    expect(report.verdict.because).toEqual([]);
    expect(report.verdict.conclusion).toBe('pass');
  });
});

describe('growth that is spread over paths which gain next to nothing', () => {
  it('is no pass: a finding holds it, or the run says how much grew and in which rounds', async () => {
    const { report } = await runGateOn('node spreads-strings.js', {
      flags: ['--depth', 'quick', '--warm-up', '3000', '--requests', '900'],
    });
    expect(report.verdict.conclusion).not.toBe('pass');
    if (report.verdict.conclusion === 'leak') expect(report.explainedShare).toBeGreaterThan(0.5);
    else
      expect(report.verdict.because[0]).toMatch(
        /^What the program holds grew by \d\d\d B per request.* no finding explains it/,
      );
    expect(report.rounds.at(-1)!.kind).toBe('confirmation');
  });
});

describe('a positive control', () => {
  it('is found at its rate by the same rule, and leaves the service as it was', async () => {
    const { report, summary } = await runGateOn('node server.js', { flags: [...quick, '--positive-control'] });
    expect(report.verdict.conclusion).toBe('pass');
    expect(report.positiveControl).toMatchObject({ found: true });
    expect(report.positiveControl!.plantedPerRequest).toBeCloseTo(1, 2);
    expect(report.positiveControl!.objectsPerRequest).toBeCloseTo(1, 2);
    expect(report.findings).toEqual([]);
    expect(summary).toContain('**Positive control**: ');
    // On one clock with the run's own readings.
    const times = report.timeline.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('forbids a verdict where it could not be found', async () => {
    const { report } = await runGateOn('node speaks-by-hand.js', { flags: [...quick, '--positive-control'] });
    expect(report.verdict.conclusion).toBe('inconclusive');
    expect(report.verdict.because[0]).toContain('no HTTP server of Node');
  });
});

describe('a GC study', () => {
  const study = [...quick, '--gc-study'];

  it('tells what is retained', async () => {
    const { report, summary } = await runGateOn('node server.js', { flags: study, path: '/keep' });
    expect(report.verdict.conclusion).toBe('leak');
    const [usual, aggressive] = report.gcStudy!.settings;
    expect(usual!.minorCollections).toBeGreaterThan(0);
    expect(aggressive!.majorCollections).toBeGreaterThan(usual!.majorCollections);
    expect(aggressive!.minorCollections).toBe(0);
    expect(usual!.survivors).toHaveLength(13);
    expect(summary).toMatch(/\*\*GC study\*\*: .*retained, not released late/);
  });

  it('tells what finalisers release late', async () => {
    const { report, summary } = await runGateOn('node releases-late.js', { flags: study });
    expect(report.verdict.conclusion).toBe('pass');
    expect(summary).toMatch(/\*\*GC study\*\*: .*released late/);
  });
});

describe('the timeline', () => {
  it('has readings at every settle and between, on one clock, with what RSS is made of', async () => {
    const { report, summary } = await runGateOn('node server.js', { flags: quick });
    expect(report.verdict.conclusion).toBe('pass');
    const settled = report.timeline.filter((reading) => reading.settled);
    expect(settled).toHaveLength(report.rounds.length);
    expect(settled.map(({ heapUsed }) => heapUsed)).toEqual(report.rounds.map(({ heapUsed }) => heapUsed));
    expect(report.timeline.length).toBeGreaterThan(2 * settled.length);
    const times = report.timeline.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(report.timeline.at(-1)!.garbageCollections.major).toBeGreaterThan(settled.length);
    expect(summary).toContain('**Collector**: ');
    expect(summary).toContain('**Cross-checks**: ');
  });
});
