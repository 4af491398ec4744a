import { describe, expect, it } from 'vitest';
import type { Reproduction } from '../../src/capture/manifest.ts';
import { plainRequest } from '../../src/load/scenario.ts';
import { reproductionOf } from '../../src/report/reproduction.ts';

const login = plainRequest({
  method: 'POST',
  path: '/login',
  headers: { authorization: '***' },
  body: '{}',
  expectStatus: [
    [200, 299],
    [304, 304],
  ],
});

const shortest: Reproduction = {
  path: 'path of the leak',
  request: 'POST /login',
  connections: 1,
  seen: { requests: 3, grew: 3, unit: 'objects' },
  perRequest: 1,
  scenario: { seed: 7, requests: [login] },
  scenarioFile: 'leakgate-report/reproduce.json',
};

const built = (commandLine: string[], changes: Partial<Reproduction> = {}) =>
  reproductionOf(
    { reproductions: [{ ...shortest, ...changes }], commandLine },
    new Map([[shortest.path, 'signature']]),
    [],
  )!;

describe('the shortest run', () => {
  it('keeps how the service is started and replaces the load', () => {
    const { flags } = built([
      '--start',
      'node a.js',
      '--connections',
      '50',
      '--rate=20',
      '--compare=true',
      '--ready-timeout',
      '9s',
    ]);
    expect(flags.join(' ')).toBe(
      '--start node a.js --ready-timeout 9s --connections 1 --requests 30 --warm-up 100 --depth quick',
    );
  });

  it('is verified with the load of the whole run, without comparisons and limits', () => {
    const { allFlags } = built(['--start', 'node a.js', '--rate=20', '--base', 'main', '--max-growth', '1MiB']);
    expect(allFlags).toEqual(['--start', 'node a.js', '--rate=20']);
  });

  it('sends the one request from its own scenario file', () => {
    const { flags } = built(['--start', 'node a.js', '--scenario', 'all.yml']);
    expect(flags).toContain('leakgate-report/reproduce.json');
    expect(flags).not.toContain('all.yml');
  });

  it('sends it instead of the scenario in the configuration file', () => {
    const { flags } = built(['--start', 'node a.js', '--config', 'leakgate.yml']);
    expect(flags.slice(0, 4)).toEqual(['--start', 'node a.js', '--scenario', 'leakgate-report/reproduce.json']);
  });

  it('keeps the scenario when no single request was found', () => {
    expect(built(['--scenario', 'all.yml'], { request: null }).flags.slice(0, 2)).toEqual(['--scenario', 'all.yml']);
  });

  it('sends as many requests per round as rare growth needs', () => {
    const { flags } = built([], { perRequest: 0.1 });
    expect(flags[flags.indexOf('--requests') + 1]).toBe('300');
  });

  it('writes a scenario as its file has it', () => {
    expect(built([]).scenario).toEqual({
      seed: 7,
      requests: [
        {
          name: 'POST /login',
          method: 'POST',
          path: '/login',
          headers: { authorization: '***' },
          body: '{}',
          weight: 1,
          'expect-status': '200-299,304',
        },
      ],
    });
  });
});

it('is none where nothing leaked', () => {
  expect(reproductionOf({ reproductions: [], commandLine: [] }, new Map(), [])).toBeNull();
});

it('is none in a folder that an earlier version captured', () => {
  expect(reproductionOf({ commandLine: [] }, new Map([[shortest.path, 'signature']]), [])).toBeNull();
});

it('is of the leak that fails the run, not of a larger one that the base has too', () => {
  const reproductions = [shortest, { ...shortest, path: 'path of the new one', request: 'GET /new' }];
  const signatures = new Map([
    [shortest.path, 'known'],
    ['path of the new one', 'new'],
  ]);
  const chosen = (wanted: string[]) => reproductionOf({ reproductions, commandLine: [] }, signatures, wanted);
  expect(chosen(['new'])).toMatchObject({ signature: 'new', request: 'GET /new' });
  expect(chosen(['without any', 'new'])).toMatchObject({ signature: 'new' });
  expect(chosen([])).toMatchObject({ signature: 'known' });
});
