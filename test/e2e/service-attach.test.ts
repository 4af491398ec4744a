import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { withAttachedService } from '../../src/service/with-attached-service.ts';
import { withService } from '../../src/service/with-service.ts';
import { bootFixture, nodeVersions } from '../service/boot-fixture.ts';

describe.each(nodeVersions)('attaching on Node $major', ({ binFolder, major }) => {
  it('takes the HTTP or the ws address, and leaves the service running', async () => {
    const fixture = await bootFixture('node server.js', { binFolder });
    await withService(fixture.options, async (service) => {
      const { host } = new URL(service.inspectorUrl);
      for (const inspector of [
        `http://${host}`,
        `http://localhost:${new URL(service.inspectorUrl).port}/`,
        `ws://${host}`,
        service.inspectorUrl,
      ]) {
        const attached = await withAttachedService({ ...fixture.options, inspector }, async (seen) => {
          await seen.stop();
          return seen;
        });
        expect(attached.process.pid).toBe(service.process.pid);
        expect(attached.process.nodeVersion).toMatch(new RegExp(`^v${major}\\.`));
        expect(attached.inspectorUrl).toBe(service.inspectorUrl);
        expect(attached.command).toBeNull();
        expect(fixture.livePids()).toContain(service.process.pid);
      }
    });
    expect(fixture.livePids()).toEqual([]);
  });
});

describe('attaching', () => {
  it.each(['http://192.0.2.1:9229', 'ws://203.0.113.7:9229/00000000-0000-4000-8000-000000000000'])(
    'to %s is refused: an inspector off this machine is remote code execution',
    async (inspector) => {
      const fixture = await bootFixture('true');
      await expect(withAttachedService({ ...fixture.options, inspector }, async () => null)).rejects.toMatchObject({
        code: 'BAD_OPTIONS',
        hint: expect.stringContaining('127.0.0.1'),
      });
    },
  );

  it('to something that is no inspector says so', async () => {
    const server = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const fixture = await bootFixture('true');
    const options = { ...fixture.options, origin, readyUrl: origin };
    await expect(withAttachedService({ ...options, inspector: origin }, async () => null)).rejects.toMatchObject({
      code: 'INSPECTOR_FAILED',
      message: expect.stringContaining('its answer is not the list of an inspector'),
    });
    await expect(
      withAttachedService({ ...options, inspector: 'http://127.0.0.1:9' }, async () => null),
    ).rejects.toMatchObject({
      code: 'INSPECTOR_FAILED',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await expect(
      withAttachedService({ ...options, inspector: `${origin.replace('http', 'ws')}/x` }, async () => null),
    ).rejects.toMatchObject({ code: 'INSPECTOR_FAILED' });
    server.close();
  });

  it('waits for the service to answer', async () => {
    const fixture = await bootFixture('true', { readyTimeoutMs: 300 });
    await expect(
      withAttachedService({ ...fixture.options, inspector: 'http://127.0.0.1:9229' }, async () => null),
    ).rejects.toMatchObject({
      code: 'SERVICE_NOT_READY',
    });
  });
});
