import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/service/free-port.ts';
import { readProcessTable } from '../../src/service/process-table.ts';
import { withService } from '../../src/service/with-service.ts';
import { withSideServices } from '../../src/service/with-side-services.ts';
import { bootFixture, nodeVersions } from '../service/boot-fixture.ts';
import { type GateRun, removeReports, runGateOn } from '../support/gate-run.ts';

const workingDirectory = join(import.meta.dirname, '../services/start/places');
const temporary = mkdtempSync(join(tmpdir(), 'leakgate-places-'));
const quick = ['--depth', 'quick'];

function expectLeakInKept(run: GateRun): void {
  expect(run.report.verdict.conclusion, run.stdout).toBe('leak');
  expect(run.report.findings[0]?.owner).toContain('kept');
  expect(run.report.findings[0]?.objectsPerRequest).toBeCloseTo(1, 1);
  expect(run.leftovers).toEqual([]);
}

/** Publishes a port under another one, as a container engine does. */
async function publish(port: number): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    const inner = connect(port, '127.0.0.1');
    socket.pipe(inner).pipe(socket);
    for (const end of [socket, inner]) {
      end.on('error', () => {
        socket.destroy();
        inner.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as { port: number }).port, server };
}

afterAll(() => {
  removeReports();
  rmSync(temporary, { recursive: true, force: true });
});

describe('a service that listens', () => {
  it('on a Unix socket is loaded through it', async () => {
    const socket = join(temporary, 'app.sock');
    const origin = (): string => `http+unix://${encodeURIComponent(socket)}`;
    const env = { LISTEN: 'socket', SOCKET: socket, LEAK: '1' };
    const run = await runGateOn('node server.js', { workingDirectory, origin, env, flags: quick });
    expectLeakInKept(run);
    expect(run.report.service.url).toBe(origin());
  });

  it('with TLS and a certificate of its own making is trusted, because it is on this machine', async () => {
    const [cert, key] = [join(temporary, 'cert.pem'), join(temporary, 'key.pem')];
    const subject = ['-nodes', '-days', '2', '-subj', '/CN=leakgate.test'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    const origin = (port: number): string => `https://127.0.0.1:${port}`;
    const env = { LISTEN: 'tls', CERT: cert, KEY: key, LEAK: '1' };
    expectLeakInKept(await runGateOn('node server.js', { workingDirectory, origin, env, flags: quick }));
  });

  it('on IPv6 alone is loaded there', async () => {
    const origin = (port: number): string => `http://[::1]:${port}`;
    const env = { LISTEN: 'ipv6', LEAK: '1' };
    expectLeakInKept(await runGateOn('node server.js', { workingDirectory, origin, env, flags: quick }));
  });

  it('on a port of its own choice is found by what it prints', async () => {
    const flags = [...quick, '--port-pattern', 'ready on http://[^:]+:(\\d+)'];
    const run = await runGateOn('node server.js', { workingDirectory, env: { LISTEN: 'chosen', LEAK: '1' }, flags });
    expectLeakInKept(run);
    expect(run.report.service.url).not.toContain(`:${run.port}`);
  });

  it('on several ports is measured by the one that url names', async () => {
    const adminPort = await freePort();
    const fixture = await bootFixture('node server.js', { env: { ADMIN_PORT: String(adminPort) } });
    const options = { ...fixture.options, source: { ...fixture.options.source, workingDirectory } };
    const seen = await withService(options, async (service) => service);
    expect(seen.process.listensOn).toHaveLength(2);
    expect(seen.serving).toHaveLength(1);
    expect(fixture.livePids()).toEqual([]);
  });

  it('behind the published ports of a container is attached to, with its URL apart', async () => {
    const fixture = await bootFixture('node server.js', { env: { LEAK: '1' } });
    const options = { ...fixture.options, source: { ...fixture.options.source, workingDirectory } };
    await withService(options, async (service) => {
      const inspector = await publish(Number(new URL(service.inspectorUrl).port));
      const published = await publish(fixture.port);
      try {
        const attach = { inspector: `127.0.0.1:${inspector.port}`, origin: `http://127.0.0.1:${published.port}` };
        expectLeakInKept(await runGateOn('', { attach, flags: quick }));
        expect(fixture.livePids()).toContain(service.process.pid);
      } finally {
        inspector.server.close();
        published.server.close();
      }
    });
    expect(fixture.livePids()).toEqual([]);
  });
});

describe('a service whose inspector is not leakgate’s', () => {
  it.each(nodeVersions)(
    'because it replaces NODE_OPTIONS is woken and measured, on Node $major',
    async ({ binFolder }) => {
      const fixture = await bootFixture('NODE_OPTIONS=--no-warnings node server.js', { binFolder });
      const seen = await withService(fixture.options, async (service) => service);
      expect(seen.process.argv[0]).toMatch(/server\.js$/);
      expect(seen.inspectorUrl).not.toContain(':9229/');
      expect(fixture.livePids()).toEqual([]);
    },
  );

  it('because it replaces NODE_OPTIONS is judged like any other', async () => {
    const env = { LEAK: '1' };
    expectLeakInKept(await runGateOn('NODE_OPTIONS= node server.js', { workingDirectory, env, flags: quick }));
  });

  it('because it wipes its environment is found, and leaves nothing behind', async () => {
    const fixture = await bootFixture('env -i PORT=$PORT "$(command -v node)" server.js');
    const seen = await withService(fixture.options, async (service) => service);
    expect(seen.process.argv[0]).toMatch(/server\.js$/);
    // Its mark went with its environment.
    expect(readProcessTable().filter(({ pid }) => pid === seen.process.pid)).toEqual([]);
  });

  it.each(['--inspect=127.0.0.1:0', '--inspect=0.0.0.0:0'])(
    'because it sets %s is found by what Node says',
    async (flag) => {
      const fixture = await bootFixture(`node ${flag} server.js`);
      const seen = await withService(fixture.options, async (service) => service);
      expect(seen.process.argv[0]).toMatch(/server\.js$/);
      expect(fixture.livePids()).toEqual([]);
    },
  );

  it('forks helpers, which are not measured', async () => {
    const fixture = await bootFixture('node forks-helper.js');
    const seen = await withService(fixture.options, async (service) => service);
    expect(seen.serving).toHaveLength(1);
    expect(seen.process.argv[0]).toMatch(/forks-helper\.js$/);
    expect(fixture.livePids()).toEqual([]);
  });
});

describe('services', () => {
  it('are started and waited for, first, and are ended after the run', async () => {
    const upstreamPort = await freePort();
    const upstream = `http://127.0.0.1:${upstreamPort}/`;
    const env = { UPSTREAM: upstream, UPSTREAM_PORT: String(upstreamPort) };
    const flags = [...quick, '--services', `node slow-upstream.js => ${upstream}`];
    const run = await runGateOn('node needs-upstream.js', { workingDirectory, env, flags });
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.leftovers).toEqual([]);
  });

  it('that somebody else starts are only waited for', async () => {
    const port = await freePort();
    const late = createServer();
    const began = performance.now();
    const opening = setTimeout(() => late.listen(port, '127.0.0.1'), 400);
    const options = {
      services: [{ command: null, address: `tcp://127.0.0.1:${port}` }],
      workingDirectory,
      readyTimeoutMs: 5000,
      onOutput: () => undefined,
      signal: new AbortController().signal,
    };
    const waitedMs = await withSideServices(options, async () => performance.now() - began);
    expect(waitedMs).toBeGreaterThan(350);
    clearTimeout(opening);
    late.close();
  });

  it('that never come, or end at once, are told by their own names', async () => {
    const port = await freePort();
    const options = {
      workingDirectory,
      readyTimeoutMs: 300,
      onOutput: () => undefined,
      signal: new AbortController().signal,
    };
    const never = [{ command: null, address: `tcp://127.0.0.1:${port}` }];
    await expect(withSideServices({ ...options, services: never }, async () => 'ran')).rejects.toMatchObject({
      code: 'SERVICE_NOT_READY',
      message: expect.stringContaining(`tcp://127.0.0.1:${port}`),
    });
    const ends = [{ command: 'exit 7', address: `tcp://127.0.0.1:${port}` }];
    await expect(
      withSideServices({ ...options, readyTimeoutMs: 5000, services: ends }, async () => 'ran'),
    ).rejects.toMatchObject({ code: 'SERVICE_EXITED', message: expect.stringContaining('code 7') });
  });
});

describe('before each snapshot', () => {
  it('work in flight is told, and waited for when settle-time says how long', async () => {
    const told = await runGateOn('node works-on.js', { workingDirectory, flags: [...quick, '--rate', '200'] });
    expect(told.report.notes.join('\n')).toMatch(/still had work in flight: up to [\d,]+ timers/);
    const flags = [...quick, '--rate', '200', '--settle-time', '3500ms'];
    const waited = await runGateOn('node works-on.js', { workingDirectory, flags });
    expect(waited.report.verdict.conclusion, waited.stdout).toBe('pass');
    expect(waited.report.notes.join('\n')).not.toContain('work in flight');
    expect(waited.leftovers).toEqual([]);
  });
});
