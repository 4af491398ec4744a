import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { GateError } from '../../src/errors.ts';
import { withService } from '../../src/service/with-service.ts';
import { type BootFixture, bootFixture } from '../service/boot-fixture.ts';

async function failureOf(fixture: BootFixture): Promise<GateError> {
  const error = await withService(fixture.options, async () => null).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'GateError' });
  expect(fixture.livePids()).toEqual([]);
  return error as GateError;
}

describe('a service that does not come up', () => {
  it('because it exits tells the code and the end of its output, made harmless', async () => {
    const error = await failureOf(await bootFixture('node exits-at-boot.js'));
    expect(error.code).toBe('SERVICE_EXITED');
    expect(error.message).toMatch(
      /^The start command exited with code 7 after \d+\.\d s, before http:\S+ answered; expected it to keep running\. Its last output:\n/,
    );
    const quoted = error.message.split('\n').slice(1);
    expect(quoted.toSorted()).toEqual([
      '  | ::set-output name=verdict::pass',
      '  | Error: DATABASE_URL is not set',
      '  | reading the configuration',
    ]);
  });

  it('because the command does not exist tells what the shell says', async () => {
    const error = await failureOf(await bootFixture('no-such-command --serve'));
    expect(error.code).toBe('SERVICE_EXITED');
    expect(error.message).toMatch(/exited with code 127[\s\S]*no-such-command/);
  });

  it('because a signal ends it names the signal', async () => {
    const error = await failureOf(await bootFixture('kill -9 $$'));
    expect(error.code).toBe('SERVICE_EXITED');
    expect(error.message).toContain('was ended by SIGKILL');
  });

  it('because its folder is missing says so', async () => {
    const fixture = await bootFixture('node server.js');
    const options = { ...fixture.options, source: { ...fixture.options.source, workingDirectory: '/no/such/folder' } };
    await expect(withService(options, async () => null)).rejects.toMatchObject({
      code: 'SERVICE_EXITED',
      message: expect.stringContaining('could not be run in /no/such/folder'),
    });
  });

  it('because it never listens is told from one that answers the wrong status', async () => {
    const silent = await failureOf(await bootFixture('node never-listens.js', { readyTimeoutMs: 1000 }));
    expect(silent.code).toBe('SERVICE_NOT_READY');
    expect(silent.message).toMatch(
      /not ready within 1 s: http:\S+ never accepted a connection \(ECONNREFUSED\)\. Its last output:\n {2}\| waiting for the database$/,
    );

    const unready = await failureOf(await bootFixture('node warms-up.js', { readyTimeoutMs: 1500 }));
    expect(unready.code).toBe('SERVICE_NOT_READY');
    expect(unready.message).toMatch(
      /answered 503 \(\d+ times\), never with a status that means ready\. It had printed nothing\.$/,
    );
    expect(unready.hint).toContain('ready-url');
  });

  it('because it accepts and never answers says that', async () => {
    const error = await failureOf(await bootFixture('node never-answers.js', { readyTimeoutMs: 1500 }));
    expect(error.code).toBe('SERVICE_NOT_READY');
    // The attempts that were refused before it listened are over.
    expect(error.message).toContain('accepted connections and never answered.');
  });
});

describe('readiness', () => {
  it('comes when 503 turns into 200', async () => {
    const fixture = await bootFixture('node warms-up.js', { env: { UNREADY: '4' } });
    expect(await withService(fixture.options, async (service) => service.process.pid)).toBeGreaterThan(0);
    expect(fixture.livePids()).toEqual([]);
  });

  it('is what the caller takes for it', async () => {
    const fixture = await bootFixture('node warms-up.js');
    const options = { ...fixture.options, isReady: (status: number) => status === 503 };
    expect(await withService(options, async () => 'ran')).toBe('ran');
    expect(fixture.livePids()).toEqual([]);
  });

  it('leaves no connection to the service', async () => {
    const fixture = await bootFixture('node server.js');
    const connections = await withService(fixture.options, async ({ inspectorUrl }) => {
      const { withInspector } = await import('../../src/inspector/inspector-session.ts');
      return await withInspector(inspectorUrl, {}, async (session) => {
        await session.settle();
        return await session.evaluate<number>(
          'new Promise((done) => boot.server.getConnections((_, count) => done(count)))',
          { awaitPromise: true },
        );
      });
    });
    expect(connections).toBe(0);
  });
});

describe('before the start', () => {
  it('a port that is taken is refused and nothing is run', async () => {
    const fixture = await bootFixture('node server.js');
    const squatter = createServer().listen(fixture.port, '127.0.0.1');
    await once(squatter, 'listening');
    const error = await failureOf(fixture);
    squatter.close();
    expect(error.code).toBe('PORT_TAKEN');
    expect(error.message).toBe(
      `Something already listens on 127.0.0.1 port ${fixture.port}, expected the port to be free for the service.`,
    );
    expect(error.hint).toContain('attach');
    expect(fixture.output()).toBe('');
  });

  it.each([
    'http://192.0.2.1:3000',
    'http://10.0.0.1',
    'http://[2001:db8::1]:3000',
    'http://no-such-host.invalid:3000',
  ])('%s is refused, it is not this machine', async (origin) => {
    const fixture = await bootFixture('node server.js');
    const options = { ...fixture.options, origin };
    await expect(withService(options, async () => null)).rejects.toMatchObject({ code: 'BAD_OPTIONS' });
    expect(fixture.output()).toBe('');
  });
});
