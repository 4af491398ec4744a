import { describe, expect, it } from 'vitest';
import { freePort } from '../../src/service/free-port.ts';
import { withService } from '../../src/service/with-service.ts';
import { type BootFixture, bootFixture, nodeVersions } from '../service/boot-fixture.ts';

const script = (fixture: { process: { argv: readonly string[] } }): string =>
  fixture.process.argv[0]?.split('/').at(-1) ?? '';

function expectNothingLeft(fixture: BootFixture): void {
  expect(fixture.livePids()).toEqual([]);
}

describe.each(nodeVersions)('a service on Node $major', ({ major, binFolder }) => {
  it('is found behind npm start, and ends with npm', async () => {
    const fixture = await bootFixture('npm start', { binFolder, env: { BOOT_NODE: `${binFolder}/node` } });
    const seen = await withService(fixture.options, async (service) => ({ ...service, alive: fixture.livePids() }));
    expect(script(seen)).toBe('server.js');
    expect(seen.process.nodeVersion).toMatch(new RegExp(`^v${major}\\.`));
    expect(seen.process.workingDirectory).toBe(fixture.options.source.workingDirectory);
    expect(seen.process.listensOn).toContainEqual({ kind: 'port', host: '127.0.0.1', port: fixture.port });
    expect(seen.alive.length).toBeGreaterThan(1);
    expect(seen.alive).toContain(seen.process.pid);
    expect(seen.candidates.length).toBeGreaterThan(1);
    expectNothingLeft(fixture);
  });

  it('is found when a wrapper announces its own inspector first', async () => {
    const fixture = await bootFixture('node wrapper.js', { binFolder });
    const seen = await withService(fixture.options, async (service) => service);
    expect(script(seen)).toBe('server.js');
    expect(seen.candidates.map((candidate) => script({ process: candidate.facts })).sort()).toEqual([
      'server.js',
      'wrapper.js',
    ]);
    expectNothingLeft(fixture);
  });

  it.each([{}, { SCHED_NONE: '1' }])('with cluster is measured in a worker, not in the primary (%o)', async (env) => {
    const fixture = await bootFixture('node cluster.js', { binFolder, env: env as Record<string, string> });
    const seen = await withService(fixture.options, async (service) => service);
    const primary = seen.candidates.find(({ facts }) => facts.pid === seen.process.parentPid);
    expect(primary).toBeDefined();
    expect(seen.owners.map(({ facts }) => facts.pid)).not.toContain(primary?.facts.pid);
    expectNothingLeft(fixture);
  });

  it('is found when its output goes elsewhere', async () => {
    const fixture = await bootFixture('node server.js > /dev/null 2>&1', { binFolder });
    const seen = await withService(fixture.options, async (service) => service);
    expect(script(seen)).toBe('server.js');
    expect(fixture.output()).toBe('');
    expectNothingLeft(fixture);
  });

  it('is found when its server is unref’ed and listens on IPv6 alone', async () => {
    const fixture = await bootFixture('node server.js', { binFolder, host: '[::1]', env: { HOST: '::1', UNREF: '1' } });
    const seen = await withService(fixture.options, async (service) => service);
    expect(script(seen)).toBe('server.js');
    expectNothingLeft(fixture);
  });
});

describe('finding the process', () => {
  it('follows a shell line with && and variables', async () => {
    const fixture = await bootFixture('GREETING=hello && echo "$GREETING" && node -e 0 && HOST=0.0.0.0 node server.js');
    const seen = await withService(fixture.options, async (service) => service);
    expect(script(seen)).toBe('server.js');
    expect(fixture.output()).toContain('hello\n');
    expectNothingLeft(fixture);
  });

  it('believes no announcement that the service makes up', async () => {
    const foreign = await bootFixture('node server.js');
    await withService(foreign.options, async (other) => {
      const fixture = await bootFixture('node prints-commands.js', { env: { FOREIGN_INSPECTOR: other.inspectorUrl } });
      const seen = await withService(fixture.options, async (service) => service);
      expect(script(seen)).toBe('prints-commands.js');
      expect(fixture.output()).toContain('::set-output name=verdict::pass');
      expectNothingLeft(fixture);
      // The process that the made-up line led to is not ours to stop.
      expect(foreign.livePids()).toContain(other.process.pid);
    });
    expectNothingLeft(foreign);
  });

  it('waits for the port when a health check on another one answers first', async () => {
    const managementPort = await freePort();
    const fixture = await bootFixture('node management-port.js', { env: { MANAGEMENT_PORT: String(managementPort) } });
    const readyUrl = `http://127.0.0.1:${managementPort}/`;
    const seen = await withService({ ...fixture.options, readyUrl }, async (service) => service);
    expect(seen.process.listensOn).toHaveLength(2);
    expectNothingLeft(fixture);
  });

  it('says what it saw when no Node process owns the port', async () => {
    const fixture = await bootFixture('node server.js');
    // The ready URL answers, but url names a port that is none of the service's.
    const readyUrl = fixture.options.readyUrl;
    const origin = 'http://127.0.0.1:9';
    const failed = withService({ ...fixture.options, origin, readyUrl }, async () => 'ran');
    await expect(failed).rejects.toMatchObject({
      code: 'PROCESS_NOT_FOUND',
      message: expect.stringMatching(
        new RegExp(`Port 9 .*Seen: pid \\d+ \\(.*server\\.js\\) listening on port ${fixture.port}\\.`),
      ),
    });
    expectNothingLeft(fixture);
  });

  it('keeps the NODE_OPTIONS of the user', async () => {
    const fixture = await bootFixture('node server.js', {
      env: { NODE_OPTIONS: '--title=named-by-user --inspect=127.0.0.1:9229' },
    });
    const seen = await withService(fixture.options, async (service) => service);
    expect(seen.process.title).toBe('named-by-user');
    expect(seen.inspectorUrl).not.toContain(':9229/');
    expectNothingLeft(fixture);
  });
});
