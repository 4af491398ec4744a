import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GateError } from '../../src/errors.ts';
import { withInspector } from '../../src/inspector/inspector-session.ts';
import { withService } from '../../src/service/with-service.ts';
import { type BootFixture, bootFixture, nodeVersions, until } from '../service/boot-fixture.ts';

function expectNothingLeft(fixture: BootFixture): void {
  expect(fixture.livePids()).toEqual([]);
}

describe('stopping', () => {
  it('lets a service end by itself on SIGTERM', async () => {
    const fixture = await bootFixture('node server.js', { env: { EXIT_ON_TERM: '1' } });
    await withService({ ...fixture.options, stopGraceMs: 10_000 }, async () => undefined);
    expect(fixture.output()).toContain('terminating');
    expectNothingLeft(fixture);
  });

  it('kills a service that ignores SIGTERM once its grace is over', async () => {
    const fixture = await bootFixture('node ignores-sigterm.js');
    const startedAt = performance.now();
    await withService({ ...fixture.options, stopGraceMs: 300 }, async () => undefined);
    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(fixture.output()).toContain('SIGTERM ignored');
    expectNothingLeft(fixture);
  });

  it('takes along helpers that left the process group, their parent, or Node', async () => {
    const fixture = await bootFixture('node forks-helper.js');
    await withService(fixture.options, async () => {
      await until('the service and its three helpers live', () => fixture.livePids().length >= 4);
    });
    expectNothingLeft(fixture);
  });

  it('takes along the wrapper of a service that has died', async () => {
    const fixture = await bootFixture('node wrapper.js & sleep 1000');
    await withService(fixture.options, async (service) => {
      process.kill(service.process.pid, 'SIGKILL');
    });
    expectNothingLeft(fixture);
  });

  it('ends a service that SIGSTOP holds, gently', async () => {
    const fixture = await bootFixture('node server.js', { env: { EXIT_ON_TERM: '1' } });
    await withService({ ...fixture.options, stopGraceMs: 10_000 }, async (service) => {
      process.kill(service.process.pid, 'SIGSTOP');
    });
    expect(fixture.output()).toContain('terminating');
    expectNothingLeft(fixture);
  });

  it.each(nodeVersions)('ends a service that was paused in the debugger, on Node $major', async ({ binFolder }) => {
    const fixture = await bootFixture('node server.js', { binFolder, env: { EXIT_ON_TERM: '1' } });
    await withService({ ...fixture.options, stopGraceMs: 10_000 }, async (service) => {
      await withInspector(service.inspectorUrl, {}, async (session) => {
        const paused = new Promise((done) => session.client.on('Debugger.paused', done));
        await session.client.send('Debugger.enable', {});
        await session.evaluate('setTimeout(() => { debugger; }, 0), null');
        await paused;
      });
    });
    expect(fixture.output()).toContain('terminating');
    expectNothingLeft(fixture);
  });

  it.each(nodeVersions)(
    'sees the exit of a service on Node $major while an inspector session is open',
    async ({ binFolder }) => {
      const fixture = await bootFixture('node server.js', { binFolder, env: { EXIT_ON_TERM: '1' } });
      await withService(fixture.options, async (service) => {
        await withInspector(service.inspectorUrl, {}, async (session) => {
          process.kill(service.process.pid, 'SIGTERM');
          expect(await session.closed).toMatch(/exiting|dropped/);
          expect(await service.exited).toEqual({ code: 0, signal: null });
        });
      });
      expectNothingLeft(fixture);
    },
  );

  it('happens on a throw of the body, and the throw is what is told', async () => {
    const fixture = await bootFixture('npm start');
    const thrown = new Error('the capture failed');
    await expect(
      withService(fixture.options, async () => {
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    expectNothingLeft(fixture);
  });

  it('tells the crash of the service as the reason when the body fails by it', async () => {
    const fixture = await bootFixture('node server.js');
    const error = await withService(fixture.options, async (service) => {
      await withInspector(service.inspectorUrl, {}, async (session) => {
        await session.evaluate('void setTimeout(() => { throw new Error("crashed by the test"); }, 0)');
        for (;;) await session.settle();
      });
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SERVICE_EXITED', cause: { code: 'INSPECTOR_FAILED' } });
    expect((error as Error).message).toMatch(
      /^The start command exited with code 1 after \d+\.\d s, while it was measured;/,
    );
    expect((error as Error).message).toContain('  | Error: crashed by the test');
    expectNothingLeft(fixture);
  });

  it('happens once, however often it is asked for', async () => {
    const fixture = await bootFixture('node server.js');
    await withService(fixture.options, async (service) => {
      await Promise.all([service.stop(), service.stop()]);
      expectNothingLeft(fixture);
      expect(service.hasExited()).not.toBeNull();
    });
  });
});

describe('cancelling', () => {
  it('while the service is not ready ends the wait and the service', async () => {
    const fixture = await bootFixture('node never-listens.js');
    const running = withService(fixture.options, async () => 'ran');
    await until('the service prints', () => fixture.output().includes('waiting for the database'));
    fixture.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expectNothingLeft(fixture);
  });

  it('before the start starts nothing', async () => {
    const fixture = await bootFixture('node server.js');
    fixture.abort();
    await expect(withService(fixture.options, async () => 'ran')).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(fixture.output()).toBe('');
    expectNothingLeft(fixture);
  });

  it('while the body runs stops the service at once and tells the reason given', async () => {
    const fixture = await bootFixture('node server.js');
    const reason = new GateError('TIME_LIMIT', 'The time limit of 5 minutes is over.');
    const running = withService(fixture.options, async (service) => {
      await withInspector(service.inspectorUrl, { signal: fixture.options.signal }, async (session) => {
        fixture.abort(reason);
        await session.evaluate('new Promise(() => {})', { awaitPromise: true });
      });
    });
    await expect(running).rejects.toBe(reason);
    expectNothingLeft(fixture);
  });

  it('lets the body give what it has so far', async () => {
    const fixture = await bootFixture('node server.js');
    const partial = await withService(fixture.options, async (service) => {
      fixture.abort();
      await service.exited;
      return 'three of five rounds';
    });
    expect(partial).toBe('three of five rounds');
    expectNothingLeft(fixture);
  });

  it('does not wait for ever for a body that does not end', async () => {
    const fixture = await bootFixture('node server.js');
    const running = withService(fixture.options, async () => {
      fixture.abort();
      await new Promise(() => undefined);
    });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expectNothingLeft(fixture);
  });
});

describe('an exit handler', () => {
  it('kills whatever is still started when leakgate itself ends in the middle', async () => {
    const fixture = await bootFixture('npm start');
    const { command, workingDirectory, env } = fixture.options.source;
    const gate = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        resolve(import.meta.dirname, '../service/leaves-at-once.ts'),
        command,
        fixture.options.origin,
      ],
      {
        cwd: resolve(import.meta.dirname, '../..'),
        env: { ...process.env, ...env, BOOT_FOLDER: workingDirectory },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let printed = '';
    gate.stdout.on('data', (bytes: Buffer) => {
      printed += bytes;
    });
    const [code] = await once(gate, 'close');
    expect(printed).toMatch(/^serving in \d+/m);
    expect(code).toBe(3);
    expectNothingLeft(fixture);
  });
});
