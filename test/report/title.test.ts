import { describe, expect, test } from 'vitest';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import { titleOf } from '../../src/report/title.ts';
import { toAnnotations } from '../../src/report/to-annotations.ts';
import * as samples from './sample-reports.ts';

describe('the title says verdict, place and size', () => {
  test.each([
    [
      'a leak with its place',
      samples.mapLeak(),
      'Leak: `sessions` in src/store.ts:41 grows by 1 entry (412 B) per `POST /login`',
    ],
    [
      'a leak without a place',
      samples.listenerLeak(),
      'Leak: EventEmitter `process` (listeners for `SIGTERM`) grows by 1 listener (96 B) per request',
    ],
    ['file descriptors', samples.descriptorLeak(), 'Leak: 1.00 file descriptors per `POST /upload` stay open'],
    [
      'what has no container',
      samples.contextLeak(),
      'Leak: 1 context more per `GET /render` (V8 contexts of the process)',
    ],
    [
      'several leaks',
      samples.severalFindings(),
      'Leak: Memory outside the heap (external) grows by 4.00 KiB per `POST /images`, and 1 more',
    ],
    ['a pass', samples.reportOf({}), 'No leak: 0 of 61,204 retainer paths grew with 6,998 requests'],
    [
      'a pass on which something grew for a while',
      samples.plateauPass(),
      'No leak: 0 of 61,204 retainer paths kept growing with 6,998 requests',
    ],
    [
      'a load that failed',
      samples.failedLoad(),
      'No verdict: 212 of 1,499 requests failed in round 2 (`POST /orders` → 503)',
    ],
    [
      'a service that died',
      samples.serviceExited(),
      'No verdict: the service exited with code 1 during the warm-up; it was expected to answer until it is stopped',
    ],
  ])('%s', (_, report, expected) => {
    expect(report.title).toBe(expected);
  });

  test('a rate that is not 1 is written with its digits', () => {
    const finding = samples.sessionsFinding({
      objectsPerRequest: 0.0998,
      retainedBytesPerRequest: 41.1,
      request: null,
    });
    expect(titleOf(samples.leakOf([finding]))).toBe(
      'Leak: `sessions` in src/store.ts:41 grows by 0.10 entries (41 B) per request',
    );
  });

  test('a leak below its limit is not called none', () => {
    const finding = samples.sessionsFinding();
    const passed = samples.leakCheck(finding, { passed: true, limit: 1024 });
    const report = samples.reportOf({ findings: [finding], checks: [passed] });
    expect(report.title).toBe(
      'No leak over the limit: 1 finding below it among 61,204 retainer paths with 6,998 requests',
    );
  });

  test('a connection leak over its limit is the title too', () => {
    const finding = samples.sessionsFinding({ status: 'per-connection' });
    expect(titleOf(samples.leakOf([finding]))).toMatch(/^Leak: `sessions`/u);
  });

  test('a connection leak is told by what a connection leaves behind', () => {
    const perRound = [2, 2, 2, 0].map((objects) => ({ objects: objects * 10, retainedBytes: objects * 1000 }));
    const finding = samples.sessionsFinding({
      status: 'per-connection',
      connections: [10, 10, 10, 0],
      perRound,
      objects: 60,
      retainedBytes: 6000,
      objectsPerRequest: 0.04,
    });
    const report = samples.leakOf([finding]);
    expect(titleOf(report)).toBe('Leak: `sessions` in src/store.ts:41 grows by 2 entries (200 B) per connection');
    const summary = renderSummary({ ...report, title: titleOf(report) });
    expect(summary).toMatch(/per connection \| over 30 connections/u);
    expect(summary).toMatch(/entries of `sessions` \| 2\.000 \| 60 \| 3 of 3 rounds \| ± 0\.0 % \|/u);
  });

  test('a failed check on an idle or unknown round falls back to the first reason', () => {
    const failed = samples.failedLoad();
    const checks = failed.checks.map((check) => ({ ...check, subject: 'round 9' }));
    expect(titleOf({ ...failed, checks })).toBe(
      'No verdict: in round 2 212 of 1499 requests failed (POST /orders → 503)',
    );
  });
});

describe('the same sentence everywhere', () => {
  test.each([
    ['leak', samples.mapLeak()],
    ['pass', samples.plateauPass()],
    ['inconclusive', samples.failedLoad()],
  ])('%s', (_, report) => {
    expect(renderSummary(report).split('\n')[0]).toContain(` ${report.title}`);
    expect(renderTerminal(report, { color: false, columns: 500 }).split('\n')[0]).toContain(report.title.slice(0, 60));
    for (const annotation of toAnnotations(report, { limit: 10 }).annotations) {
      expect(annotation.message.startsWith(`${report.title}.`)).toBe(true);
    }
  });
});

describe('the habits of the text', () => {
  const texts = [
    samples.mapLeak(),
    samples.listenerLeak(),
    samples.descriptorLeak(),
    samples.plateauPass(),
    samples.failedLoad(),
    samples.severalFindings(),
  ].flatMap((report) => [renderSummary(report), renderTerminal(report, { color: false, columns: 80 })]);

  test('nothing is shouted, and nothing is called significant', () => {
    for (const text of texts) expect(text).not.toMatch(/!|significant/iu);
  });

  test('each text holds one verdict symbol', () => {
    for (const text of texts) expect(text.match(/❌|✅|⚠️/gu)).toHaveLength(1);
  });
});
