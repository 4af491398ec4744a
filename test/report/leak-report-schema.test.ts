import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import * as samples from './sample-reports.ts';

type Schema = { [key: string]: unknown; $defs: Record<string, unknown> };

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/leak-report.schema.json', import.meta.url), 'utf8'),
) as Schema;
const isValid = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);

/** Every field holds a value and every list an element, so that each nested type is looked at. */
function fullReport(): LeakReport {
  const finding = samples.sessionsFinding({
    retainerPath: samples.SESSIONS_PATH.slice(4),
    growthPackage: { name: 'lru-cache', version: '11.0.0' },
  });
  const leak = samples.leakOf([finding], { notes: ['One round was left out.'] });
  const { commit, comparison, accepted } = samples.comparedLeak();
  return {
    ...leak,
    commit,
    cell: { name: 'api', shard: { index: 1, total: 2 }, job: { id: 'leaks', index: 0, total: 2 } },
    comparison,
    accepted,
    allocations: samples.sampleAllocations(),
    reproduction: samples.sampleReproduction(),
    load: { ...leak.load, firstFailure: { request: 'GET /', reason: '503', after: 7 } },
  };
}

function copyOf(report: LeakReport): Record<string, unknown> {
  return JSON.parse(JSON.stringify(report)) as Record<string, unknown>;
}

/** Every object within, with the path that leads there; the elements of a list share one path. */
function objectsIn(value: unknown, path: string[] = []): { path: string; object: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((element) => objectsIn(element, [...path, '[]']));
  if (value === null || typeof value !== 'object') return [];
  const object = value as Record<string, unknown>;
  return [
    { path: path.join('.'), object },
    ...Object.entries(object).flatMap(([key, child]) => objectsIn(child, [...path, key])),
  ];
}

const NESTED = [
  '',
  'verdict',
  'checks.[]',
  'findings.[]',
  'findings.[].retainers',
  'findings.[].perRound.[]',
  'findings.[].retainerPath.[]',
  'findings.[].retainerPath.[].position',
  'findings.[].growthSite',
  'findings.[].growthPackage',
  'findings.[].growthStack.[]',
  'findings.[].growthStack.[].position',
  'findings.[].place',
  'cell',
  'cell.shard',
  'cell.job',
  'comparison',
  'comparison.base',
  'comparison.changes.[]',
  'comparison.changes.[].place',
  'accepted.[]',
  'rounds.[]',
  'rounds.[].snapshot',
  'service',
  'load',
  'load.perRequest.[]',
  'load.firstFailure',
  'sensitivity',
  'allocations',
  'allocations.root',
  'allocations.root.frame',
  'allocations.root.children.[]',
  'allocations.root.children.[].frame',
  'allocations.root.children.[].children.[]',
  'allocations.root.children.[].children.[].frame',
  'allocations.root.children.[].children.[].children.[]',
  'allocations.root.children.[].children.[].children.[].frame',
  'reproduction',
  'reproduction.seen',
  'reproduction.scenario',
  'reproduction.scenario.requests.[]',
  'classGrowth.[]',
  'crossChecks',
  'crossChecks.heap',
  'crossChecks.arrayBuffers',
  'crossChecks.rss',
  'timeline.[]',
  'timeline.[].rssParts',
  'timeline.[].garbageCollections',
  'timeline.[].eventLoopDelay',
];

// Maps from names that only the run knows: any key is allowed there.
const OPEN_ENDED = ['reproduction.scenario.requests.[].headers', 'durations', 'timeline.[].activeResources'];

describe('the schema of report.json', () => {
  test.each(
    Object.entries({
      leak: samples.mapLeak(),
      listeners: samples.listenerLeak(),
      descriptors: samples.descriptorLeak(),
      pass: samples.reportOf({}),
      plateau: samples.plateauPass(),
      unknowns: samples.unknownsPass(),
      'failed load': samples.failedLoad(),
      'service exited': samples.serviceExited(),
      'several findings': samples.severalFindings(),
      compared: samples.comparedLeak(),
      full: fullReport(),
    }),
  )('accepts the report "%s"', (_, report) => {
    expect(isValid(copyOf(report)), JSON.stringify(isValid.errors)).toBe(true);
  });

  const closed = objectsIn(copyOf(fullReport())).filter(({ path }) => !OPEN_ENDED.includes(path));

  test('is tried on every nested type', () => {
    expect(closed.map(({ path }) => path)).toEqual(NESTED);
  });

  test.each(closed.map(({ path }) => path))('refuses a missing key and an additional one at "%s"', (path) => {
    const report = copyOf(fullReport());
    const { object } = objectsIn(report).find((entry) => entry.path === path)!;
    for (const key of Object.keys(object)) {
      const value = object[key];
      delete object[key];
      expect(isValid(report), `without ${path}.${key}`).toBe(false);
      object[key] = value;
    }
    expect(isValid(report)).toBe(true);
    object['unheardOf'] = 1;
    expect(isValid(report), `with ${path}.unheardOf`).toBe(false);
  });

  test('describes every field', () => {
    const silent: string[] = [];
    for (const { path, object } of objectsIn(schema)) {
      const properties = object['properties'] as Record<string, { description?: string; $ref?: string }> | undefined;
      for (const [name, field] of Object.entries(properties ?? {})) {
        const target = field.$ref?.startsWith('#/$defs/') ? schema.$defs[field.$ref.slice(8)] : field;
        if (!field.description && !(target as { description?: string }).description) silent.push(`${path}.${name}`);
      }
    }
    expect(silent).toEqual([]);
  });
});
