import { describe, expect, test } from 'vitest';
import type { GcSetting } from '../../src/capture/manifest.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import { collectionsToRelease } from '../../src/report/studies-section.ts';
import * as samples from './sample-reports.ts';

function setting(name: GcSetting['setting'], perRequest: readonly number[]): GcSetting {
  const minorCollections = name === 'default' ? 40 : 0;
  const survivors = perRequest.map((bytes) => bytes * 1000);
  return { setting: name, requests: 1000, minorCollections, majorCollections: 40 - minorCollections, survivors };
}

function lineOf(settings: readonly GcSetting[], report = samples.mapLeak()): string {
  const lines = renderSummary({ ...report, gcStudy: { settings } }).split('\n');
  return lines.find((line) => line.startsWith('**GC study**'))!;
}

describe('the GC study in the summary', () => {
  test('says that what stays under both settings is retained', () => {
    const line = lineOf([setting('default', [900, 101, 100, 100]), setting('aggressive', [120, 100, 99, 99])]);
    expect(line).toContain('101 B per request outlive 1 forced collection, 100 B outlive 3');
    expect(line).toContain('It stays under both: retained');
  });

  test('says by which collection it goes where it is released late', () => {
    const late = setting('default', [900, 200, 150, 80, 2]);
    expect(collectionsToRelease(late)).toBe(3);
    expect(lineOf([late, setting('aggressive', [50, 3, 2, 2, 1])])).toContain('released late, by collection 3');
  });

  test('says when nothing is left', () => {
    expect(lineOf([setting('default', [900, 5, 5]), setting('aggressive', [80, 6, 4])])).toContain('Nothing of note');
  });

  test('says when it stays under one setting only', () => {
    const line = lineOf([setting('default', [900, 60, 50]), setting('aggressive', [80, 10, 9])]);
    expect(line).toContain('stays under one setting only');
  });

  test('does not take a table that is doubled meanwhile for late release', () => {
    const line = lineOf([setting('default', [900, 125, 135]), setting('aggressive', [700, 301, 299])]);
    expect(line).toContain('retained, not released late');
  });

  test('calls nothing retained where no path grew', () => {
    const settings = [setting('default', [900, 101, 102]), setting('aggressive', [80, 49, 50])];
    expect(lineOf(settings, samples.reportOf({}))).toContain('no path grew with it');
  });

  test('says when a part stays', () => {
    const line = lineOf([setting('default', [900, 200, 40]), setting('aggressive', [80, 42, 41])]);
    expect(line).toContain('released late, by collection 2; the rest stays');
  });
});

test('the positive control is told with its measured rate', () => {
  const positiveControl = {
    plantedPerRequest: 1,
    found: true,
    objectsPerRequest: 1.001,
    requests: 6998,
    because: 'it was measured as 1.001 objects per request over 6,998 requests',
  };
  expect(renderSummary(samples.reportOf({ positiveControl }))).toContain(
    '**Positive control**: a leak of 1 object per request, planted after the run, was found: it was measured as 1.001',
  );
  expect(renderSummary(samples.reportOf({}))).not.toContain('Positive control');
});
