import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withInspector } from '../../src/inspector/inspector-session.ts';
import { withServiceSession } from '../../src/inspector/service-session.ts';
import { isolateOf } from '../../src/isolate-id.ts';
import { withService } from '../../src/service/with-service.ts';
import { bootFixture, nodeVersions } from '../service/boot-fixture.ts';
import { removeReports, runGateOn } from '../support/gate-run.ts';
import { installFixture } from '../support/install-fixture.ts';

const folder = (name: string): string => join(import.meta.dirname, '../services/start', name);
const quick = ['--depth', 'quick'];

describe('a cluster with three workers on one port', () => {
  afterAll(removeReports);
  const settings = { workingDirectory: folder('cluster'), flags: quick };

  it('is one service: what leaks in all of them is one finding, with the sum of their growth', async () => {
    const run = await runGateOn('node server.js', { ...settings, env: { LEAK: 'all' } });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    const leaks = run.report.findings.filter(({ status }) => status === 'leak');
    expect(leaks).toHaveLength(1);
    expect(leaks[0]?.objectsPerRequest).toBeCloseTo(1, 1);
    expect(leaks[0]?.processes).toHaveLength(3);
    expect(leaks[0]?.growthSite?.file, run.stdout).toMatch(/cluster\/server\.js$/);
    expect(run.report.service.processes.map((name) => name.replace(/\d+\)$/, 'n)'))).toEqual([
      'worker 1 (pid n)',
      'worker 2 (pid n)',
      'worker 3 (pid n)',
    ]);
    expect(run.leftovers).toEqual([]);
  });

  it('names the only worker that leaks', async () => {
    const run = await runGateOn('node server.js', { ...settings, env: { LEAK: '2' } });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    const leaks = run.report.findings.filter(({ status }) => status === 'leak');
    expect(leaks.map(({ processes }) => processes)).toEqual([[expect.stringMatching(/^worker 2 \(pid \d+\)$/)]]);
    expect(run.summary).toContain('1 of 3 processes');
    expect(run.leftovers).toEqual([]);
  });

  it('passes when it is clean', async () => {
    const run = await runGateOn('node server.js', settings);
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.leftovers).toEqual([]);
  });

  it('is measured in every instance under pm2-runtime, too', { timeout: 400_000 }, async () => {
    const workingDirectory = await installFixture('pm2');
    const env = { PM2_HOME: join(workingDirectory, '.pm2'), LEAK: '1' };
    const run = await runGateOn('npx pm2-runtime server.js -i 2', { workingDirectory, flags: quick, env });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    expect(run.report.findings[0]?.processes).toHaveLength(2);
    expect(run.report.findings[0]?.objectsPerRequest).toBeCloseTo(1, 1);
    expect(run.leftovers).toEqual([]);
  });
});

describe.each(nodeVersions)('on Node $major', ({ binFolder }) => {
  it('every worker of a cluster is found, with and without an inspector of its own', async () => {
    for (const command of ['node cluster.js', 'NODE_OPTIONS= node cluster.js']) {
      const fixture = await bootFixture(command, { binFolder });
      const seen = await withService(fixture.options, async (service) => service);
      expect(seen.serving.map(({ facts }) => facts.clusterWorkerId)).toEqual([1, 2, 3]);
      expect(fixture.livePids()).toEqual([]);
    }
  });

  it('workers take free ports for their inspectors instead of those after their primary', async () => {
    const fixture = await bootFixture('node cluster.js', { binFolder });
    await withService(fixture.options, async ({ serving, inspectorUrl }) => {
      expect(serving).toHaveLength(3);
      await withInspector(inspectorUrl, {}, async (session) => {
        expect(await session.evaluate<string[]>('process.execArgv')).toContain('--inspect-port=0');
      });
    });
  });

  it('a worker that found the port of its inspector taken is asked again, and told when that does not help', async () => {
    const command = 'node cluster-taken-port.js';
    const freed = await bootFixture(command, { binFolder });
    const whole = await withService(freed.options, async (service) => service);
    expect(whole.serving.map(({ facts }) => facts.clusterWorkerId)).toEqual([1, 2, 3]);
    expect(whole.silentWorkers).toBe(0);
    const taken = await bootFixture(command, { binFolder, env: { KEEP: '1' } });
    const part = await withService(taken.options, async (service) => service);
    expect(part.serving.map(({ facts }) => facts.clusterWorkerId)).toEqual([1, 3]);
    expect(part.silentWorkers).toBe(1);
    expect([...freed.livePids(), ...taken.livePids()]).toEqual([]);
  });

  it('worker threads give snapshots, memory and scripts through the inspector of their process', async () => {
    const fixture = await bootFixture('node server.js', { binFolder });
    const source = { ...fixture.options.source, workingDirectory: folder('threads') };
    await withService({ ...fixture.options, source }, async ({ inspectorUrl, process: { pid } }) => {
      const main = { inspectorUrl, pid, name: 'main', serves: true };
      await withServiceSession([main], { workerThreads: true }, async (session, leftOut) => {
        expect(session.isolates.map(({ name }) => name.replace(/\d+/g, 'n'))).toEqual([
          'main',
          'thread n of pid n (job.js)',
          'thread n of pid n (job.js)',
        ]);
        expect(leftOut).toBe(0);
        const single = await session.isolates[0]!.session.readMemory();
        const all = await session.readMemory();
        expect(all.heapUsed).toBeGreaterThan(2 * single.heapUsed);
        expect(all.openFileDescriptors).toBe(single.openFileDescriptors);
        for (const { session: isolate } of session.isolates) {
          let text = '';
          await isolate.takeSnapshot((chunk) => {
            text += chunk;
          });
          expect(JSON.parse(text)).toHaveProperty('snapshot.node_count');
        }
        const urls = [...(await session.scripts())].map(([id, { url }]) => [isolateOf(id), url] as const);
        for (const isolate of [1, 2])
          expect(urls.some(([of, url]) => of === isolate && url.endsWith('/job.js'))).toBe(true);
      });
    });
    expect(fixture.livePids()).toEqual([]);
  });
});

describe('worker threads', () => {
  afterAll(removeReports);
  const settings = { workingDirectory: folder('threads'), flags: [...quick, '--worker-threads'] };

  it('are measured on request, and the one that leaks is named', async () => {
    const run = await runGateOn('node server.js', { ...settings, env: { LEAK: '1' } });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    expect(run.report.service.processes).toHaveLength(3);
    const [finding] = run.report.findings;
    expect(finding?.owner).toContain('`results`');
    expect(finding?.objectsPerRequest).toBeCloseTo(0.5, 1);
    expect(finding?.processes).toEqual([expect.stringMatching(/^thread \d+ of pid \d+ \(job\.js\)$/)]);
    expect(run.leftovers).toEqual([]);
  });

  it('pass when they are clean', async () => {
    const run = await runGateOn('node server.js', settings);
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.leftovers).toEqual([]);
  });

  it('are told where they are only watched, as are processes that the service forks', async () => {
    const threads = await runGateOn('node server.js', { ...settings, flags: [...quick, '--warm-up', '3000'] });
    expect(threads.report.verdict.conclusion, threads.stdout).toBe('pass');
    // By its size a clean heap may seem to grow, once in some runs; then all were measured, and it is told.
    const isWatched = threads.report.service.processes.length === 1;
    expect(threads.report.notes).toContainEqual(
      expect.stringMatching(
        isWatched
          ? /^Watched by the size of the heap alone: thread \d+ of pid \d+ \(job\.js\), thread .*\. None grew .* \d+ B per request would have shown/
          : /^Measured anew with the worker threads and processes that the service started, because the heap of thread /,
      ),
    );
    const forks = await runGateOn('node forks-helper.js', { flags: quick });
    expect(forks.report.verdict.conclusion, forks.stdout).toBe('pass');
    expect(forks.report.notes).toContainEqual(
      expect.stringMatching(/^Watched by the size of the heap alone: idle\.js \(pid \d+\), idle\.js /),
    );
    expect(forks.leftovers).toEqual([]);
  });

  it.each([
    ['a thread', 'waiting-server.js', 'drawn', /^thread \d+ of pid \d+ \(waiting-job\.js\)$/],
    ['a forked process', 'forking-server.js', 'kept', /^forked-job\.js \(pid \d+\)$/],
  ])('%s that only the size of its heap gave away is measured unasked, and leaks', async (_, server, owner, place) => {
    const run = await runGateOn(`node ${server}`, {
      ...settings,
      flags: [...quick, '--keep-snapshots'],
      env: { LEAK: '1' },
    });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    const [finding] = run.report.findings;
    expect(finding?.owner).toContain(`\`${owner}\``);
    expect(finding?.objectsPerRequest).toBeCloseTo(1, 1);
    expect(finding?.growthStatement, run.stdout).toMatch(new RegExp(`${owner}\\.(push|set)\\(`));
    expect(finding?.processes.length).toBeGreaterThan(0);
    for (const name of finding!.processes) expect(name).toMatch(place);
    expect(run.report.notes).toContainEqual(
      expect.stringMatching(/^Measured anew with the worker threads and processes/),
    );
    // Snapshots of the rounds before are not among those kept.
    const kept = readdirSync(run.reportDirectory).filter((file) => file.endsWith('.heapsnapshot'));
    expect(kept).toHaveLength(run.report.rounds.length * run.report.service.processes.length);
    expect(run.leftovers).toEqual([]);
  });

  it('that wait in Atomics.wait are measured, too, and pass when they are clean', async () => {
    const run = await runGateOn('node waiting-server.js', settings);
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.report.service.processes).toHaveLength(3);
    expect(run.leftovers).toEqual([]);
  });

  it('are looked into unasked where the server itself lives in one', async () => {
    const run = await runGateOn('node thread-server.js', { ...settings, flags: quick, env: { LEAK: '1' } });
    expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
    expect(run.report.findings[0]?.owner).toContain('kept');
    expect(run.report.findings[0]?.processes).toEqual([expect.stringContaining('thread ')]);
    expect(run.leftovers).toEqual([]);
  });
});
