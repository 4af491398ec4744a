import { describe, expect, test } from 'vitest';
import { FULL_DETAIL } from '../../src/report/detail.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../src/report/render-summary.ts';
import { SHORTENING_STEPS } from '../../src/report/shorten.ts';
import * as samples from './sample-reports.ts';

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

describe('a summary that is too long', () => {
  const huge = samples.hugeReport();

  test('stays below what GitHub shows, and names what it gave up', () => {
    const text = renderSummary(huge);
    expect(bytesOf(text)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(text).toContain('**Left out to stay within the size limit**: ');
    expect(text).toContain('All of it is in report.json.');
  });

  test('would not fit as it is', () => {
    expect(bytesOf(renderSummary(huge, { maxBytes: Number.POSITIVE_INFINITY }))).toBeGreaterThan(1_048_576);
  });

  test('gives up no more than it must', () => {
    const stepsAt = (maxBytes: number): number => {
      const line = renderSummary(huge, { maxBytes })
        .split('\n')
        .find((text) => text.startsWith('**Left out'))!;
      return SHORTENING_STEPS.filter((step) => line.includes(step.gives)).length;
    };
    expect(stepsAt(MAX_SUMMARY_BYTES)).toBeLessThan(stepsAt(100_000));
    expect(stepsAt(100_000)).toBeLessThan(SHORTENING_STEPS.length);
  });

  test.each([200_000, 60_000, 20_000, 6000, 2000, 300, 0])('fits %i bytes, with the verdict first', (maxBytes) => {
    const text = renderSummary(huge, { maxBytes });
    expect(bytesOf(text)).toBeLessThanOrEqual(maxBytes);
    if (maxBytes >= 300) expect(text.startsWith(`### ❌ ${huge.title}`)).toBe(true);
    // Whatever was opened is closed: folds, and fences.
    expect(text.match(/<details/gu)?.length).toBe(text.match(/<\/details>/gu)?.length);
    expect((text.match(/^```/gmu)?.length ?? 0) % 2).toBe(0);
  });

  test('counts bytes, not characters', () => {
    const notes = Array.from({ length: 2000 }, () => '€'.repeat(400));
    const report: LeakReport = { ...samples.mapLeak(), notes };
    expect(bytesOf(renderSummary(report))).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(renderSummary(report)).toContain('notes beyond the first 20');
  });
});

test('an ordinary summary is not shortened', () => {
  expect(renderSummary(samples.mapLeak())).not.toContain('Left out');
});

describe('each shortening step', () => {
  test.each(SHORTENING_STEPS.map((step) => [step.gives, step] as const))('takes something away: %s', (_, step) => {
    expect(step.shorten(FULL_DETAIL)).not.toEqual(FULL_DETAIL);
  });

  test('has a name of its own', () => {
    expect(new Set(SHORTENING_STEPS.map((step) => step.gives)).size).toBe(SHORTENING_STEPS.length);
  });
});

test('a rate per request of one of several kinds says how many of these there were', () => {
  const report = samples.mapLeak();
  const perRequest = [
    { name: 'POST /login', succeeded: 1750, failed: 0 },
    { name: 'GET /', succeeded: 5248, failed: 0 },
  ];
  const text = renderSummary({ ...report, load: { ...report.load, perRequest } });
  expect(text).toContain('| per `POST /login` | over 1,750 of 6,998 requests |');
  expect(renderSummary(report)).toContain('| per `POST /login` | over 6,998 requests |');
});
