import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHoldings } from '../../src/diagnosis/read-holdings.ts';
import { modeOf } from '../../src/growth/make-findings.ts';
import { detectorNames, examplesOf, servicesFolder, siteLine } from '../diagnosis/detector-pages.ts';
import {
  type Diagnosed,
  type ServiceUnderDiagnosis,
  statementOf,
  withServiceUnderDiagnosis,
} from '../diagnosis/diagnose-service.ts';
import { removeReports, runGateOn } from '../support/gate-run.ts';

const NODE = '24';

it.each(detectorNames())(
  'tells %s in a service that leaks and names the statement',
  { timeout: 60_000 },
  async (name) => {
    await withServiceUnderDiagnosis(serviceOf(`${name}-leaky`), async (service) => {
      const diagnosed = await service.diagnose('', [{ key: 'descriptors', kind: 'descriptors' }]);
      const rows = [];
      for (const each of diagnosed) rows.push(await told(service, each));
      expect(rows).toContainEqual({ mode: name, file: `${name}-leaky.js`, line: siteLine(name) });
    });
  },
);

it.each(detectorNames())('finds no growth in the steady twin of %s', { timeout: 60_000 }, async (name) => {
  await withServiceUnderDiagnosis(serviceOf(`${name}-steady`), async ({ request, diagnose }) => {
    await request('', 40);
    expect((await diagnose('')).map(({ path }) => path?.key)).toEqual([]);
  });
});

function serviceOf(name: string) {
  return { major: NODE, command: `node ${name}.js`, workingDirectory: servicesFolder };
}

async function told({ session }: ServiceUnderDiagnosis, { path, description, site }: Diagnosed) {
  const statement = site === null ? null : statementOf(site);
  const mode =
    description === null ? 'file-descriptor' : modeOf(description, path, await readHoldings(session, description));
  return { mode, file: basename(statement?.url ?? ''), line: statement?.line ?? null };
}

describe("the examples of the detectors' pages", () => {
  const names = detectorNames();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leakgate-examples-'));
    for (const kind of ['leaks', 'steady'] as const) {
      mkdirSync(join(folder, kind));
      for (const name of names) writeFileSync(join(folder, kind, `${name}.mjs`), examplesOf(name)[kind]);
    }
    writeFileSync(
      join(folder, 'scenario.json'),
      JSON.stringify({ requests: names.map((name) => ({ name, path: `/${name}` })) }),
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    removeReports();
  });

  const gate = (kind: string) =>
    runGateOn(`node ${servicesFolder}serve-examples.js ${join(folder, kind)}`, {
      flags: ['--scenario', join(folder, 'scenario.json'), '--time-limit', '150s'],
      timeoutMs: 170_000,
    });

  it.each(names)('tell %s at a line of the leaking example', { timeout: 60_000 }, async (name) => {
    const leaky = { ...serviceOf(''), command: `node serve-examples.js ${join(folder, 'leaks')}` };
    await withServiceUnderDiagnosis(leaky, async (service) => {
      const extra = name === 'file-descriptor' ? [{ key: 'descriptors', kind: 'descriptors' } as const] : [];
      const rows = [];
      for (const each of await service.diagnose(name, extra)) rows.push(await told(service, each));
      expect(rows).toContainEqual({ mode: name, file: `${name}.mjs`, line: expect.any(Number) });
    });
  });

  it('names the request that adds listeners, timers, entries and text, and the line of each', {
    timeout: 150_000,
  }, async () => {
    const some = ['growing-collection', 'listener-accumulation', 'timer', 'growing-string'];
    const scenario = join(folder, 'some.json');
    writeFileSync(scenario, JSON.stringify({ requests: some.map((name) => ({ name, path: `/${name}` })) }));
    const { report } = await runGateOn(`node ${servicesFolder}serve-examples.js ${join(folder, 'leaks')}`, {
      flags: ['--scenario', scenario, '--depth', 'quick'],
      timeoutMs: 140_000,
    });
    const leaks = report.findings.filter(({ status }) => status === 'leak');
    expect(leaks.map(({ growthMode }) => growthMode)).toEqual(expect.arrayContaining(some));
    const told = leaks.map(({ request, place, growthSite, owner }) => ({
      request,
      example: basename((growthSite ?? place)?.file ?? '', '.mjs'),
      owner,
    }));
    expect(told.filter(({ request, example }) => request !== example)).toEqual([]);
    // The line of a text is only seen by the debugger.
    expect(leaks.filter(({ growthSite }) => growthSite === null).map(({ signature }) => signature)).toEqual([]);
    expect(report.notes.filter((note) => note.includes('not finished'))).toEqual([]);
    const { diagnosis = 0, isolation = 0, shortening = 0 } = report.durations;
    console.log(
      `diagnosis ${diagnosis.toFixed(1)} s, isolation ${isolation.toFixed(1)} s, shortening ${shortening.toFixed(1)} s`,
    );
  });

  it('passes every steady example', { timeout: 200_000 }, async () => {
    const { report } = await gate('steady');
    expect(report.findings.filter(({ status }) => status === 'leak' || status === 'undecided')).toEqual([]);
    expect(report.verdict.conclusion).toBe('pass');
  });
});
