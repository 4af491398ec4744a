import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/capture/manifest.ts';
import type { ComparableRun } from '../../src/compare/comparable-run.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { comparableReport } from '../../src/report/comparable-report.ts';
import { type ComparedRun, measureWithBase } from '../../src/run/compare-base.ts';
import { mapLeak } from '../report/sample-reports.ts';
import { makeRepository, type TestRepository } from '../support/git-repository.ts';

// Real repositories, and runs that only say where they ran: what is measured where, and what is kept.

const made: TestRepository[] = [];
afterEach(() => {
  for (const { dispose } of made.splice(0)) dispose();
});

function changed(): TestRepository {
  const repo = makeRepository();
  made.push(repo);
  repo.commit('base', { 'app.js': 'base\n', 'api/app.js': 'base\n' });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit('feature', { 'app.js': 'feature\n', 'web/app.js': 'feature\n' });
  return repo;
}

interface Measured {
  readonly result: ComparedRun;
  /** `head feature`, `base base`: who was measured, and what app.js held there. */
  readonly log: readonly string[];
}

async function measure(
  { directory }: TestRepository,
  {
    folder = '',
    ref = 'main',
    headNode = 'v24.0.0',
    base = {},
    endedEarly = null,
    outputTail = '',
    ...changes
  }: {
    folder?: string;
    ref?: string;
    headNode?: string;
    base?: Partial<ComparableRun>;
    endedEarly?: Manifest['endedEarly'];
    outputTail?: string;
  } & Partial<Omit<GateOptions, 'base'>> = {},
): Promise<Measured> {
  const log: string[] = [];
  const options = {
    source: { kind: 'start', command: 'node app.js', prepare: [] },
    services: [],
    portPattern: null,
    workingDirectory: join(directory, folder),
    origin: 'http://127.0.0.1:3000',
    readyUrl: 'http://127.0.0.1:3000/',
    compare: 'base',
    baselineReport: null,
    ...changes,
    base: ref,
  } as unknown as GateOptions;
  const at = (how: GateOptions): string => readFileSync(join(how.workingDirectory, 'app.js'), 'utf8').trim();
  const result = await measureWithBase(options, () => undefined, new AbortController().signal, {
    head: async (how) => {
      log.push(`head ${at(how)}`);
      return { endedEarly: null, service: { nodeVersion: headNode } } as unknown as Manifest;
    },
    base: async (how, _turns, _signal, onServing) => {
      log.push(`base ${at(how)}`);
      expect(basename(how.workingDirectory)).not.toBe('repository');
      if (endedEarly === null) onServing?.();
      const run = { ...comparableReport(mapLeak()), nodeVersion: 'v24.0.0', ...base };
      return { manifest: { endedEarly, outputTail } as unknown as Manifest, run };
    },
  });
  return { result, log };
}

describe('the base', () => {
  it('is measured once for its commit, then taken from the cache', async () => {
    const repo = changed();
    const first = await measure(repo);
    expect(first.log).toEqual(['base base', 'head feature']);
    expect(first.result.base).toMatchObject({ source: 'measured', run: { commit: repo.git('rev-parse', 'main') } });
    const second = await measure(repo);
    expect(second.log).toEqual(['head feature']);
    expect(second.result.base).toMatchObject({ source: 'cached', run: first.result.base!.run, note: null });
  });

  it('is measured again, after the head, where that ran on another Node', async () => {
    const repo = changed();
    await measure(repo);
    const { log, result } = await measure(repo, { headNode: 'v26.0.0' });
    expect(log).toEqual(['head feature', 'base base']);
    expect(result.base!.note).toMatch(/measured after this run .* ran on Node v24\.0\.0\.$/);
  });

  it('is measured in the folder of the service', async () => {
    const repo = changed();
    expect((await measure(repo, { folder: 'web' })).result.base).toMatchObject({
      run: { conclusion: 'inconclusive', reason: 'it could not be checked out: it has no folder web' },
    });
    const { log } = await measure(repo, { folder: 'api' });
    expect(log).toEqual(['base base', 'head base']);
  });

  it('without a verdict is not kept, and one that lacks what is installed is told how to get it', async () => {
    const repo = changed();
    const broken = { base: { conclusion: 'inconclusive' as const, reason: 'it exited' } };
    const endedEarly = { code: 'SERVICE_NOT_READY' as const, message: '', hint: null, during: 'the boot' };
    const noteOn = async (outputTail: string, changes = {}): Promise<string | null> =>
      (await measure(repo, { ...broken, endedEarly, outputTail, ...changes })).result.base!.note;
    const missing = "Error: Cannot find module 'express'\nRequire stack:";
    expect(await noteOn(missing)).toContain('say in prepare what it needs, such as npm ci');
    expect(await noteOn("    at x\nError: Cannot find module './config'\n")).toBe(
      "It said: Error: Cannot find module './config'",
    );
    expect(await noteOn('listening on 3000')).toBeNull();
    expect(existsSync(join(repo.directory, '.git/leakgate'))).toBe(false);
    const source = { kind: 'start', command: 'node app.js', prepare: ['npm ci'] } as const;
    expect(await noteOn(missing, { source })).toBe("It said: Error: Cannot find module 'express'");
  });

  it('that cannot be found leaves the head alone, with the reason', async () => {
    const { log, result } = await measure(changed(), { ref: 'nope' });
    expect(log).toEqual(['head feature']);
    expect(result.base!.run).toMatchObject({
      conclusion: 'inconclusive',
      reason: expect.stringMatching(/^nope is not/),
    });
  });
});

it('nothing is compared where nothing is asked for', async () => {
  expect(await measure(changed(), { compare: 'none' })).toMatchObject({
    result: { base: null },
    log: ['head feature'],
  });
});

it('a baseline that cannot be read is refused before anything is measured', async () => {
  await expect(measure(changed(), { baselineReport: '/nowhere.json' })).rejects.toMatchObject({ code: 'BAD_OPTIONS' });
});
