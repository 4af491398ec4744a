import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listensThere, onOtherPort } from '../../src/base/other-port.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { freePort } from '../../src/service/free-port.ts';

function options(command: string, origin = 'http://127.0.0.1:3000', readyUrl = `${origin}/health?x=1`): GateOptions {
  const source = { kind: 'start', command, prepare: ['npm ci'] };
  return { source, services: [], portPattern: null, origin, readyUrl } as unknown as GateOptions;
}

/** The start command on the other port, with that port as `N`. */
async function movedCommand(command: string): Promise<string> {
  const moved = await onOtherPort(options(command));
  if (typeof moved === 'string' || moved.source.kind !== 'start') throw new Error('not moved');
  const port = new URL(moved.origin).port;
  expect(moved.source.env).toEqual({ PORT: port });
  expect(moved.readyUrl).toBe(`http://127.0.0.1:${port}/health?x=1`);
  expect(moved.source.prepare).toEqual(['npm ci']);
  return moved.source.command.replaceAll(port, 'N');
}

describe('the same service on another port', () => {
  it.each([
    ['node app.js', 'node app.js'],
    ['PORT=3000 node app.js', 'PORT=N node app.js'],
    ['node app.js --port 3000 --listen 127.0.0.1:3000', 'node app.js --port N --listen 127.0.0.1:N'],
    ['node --max-old-space-size=30000 v1.3000.js 3000', 'node --max-old-space-size=30000 v1.3000.js N'],
  ])('is started with %s as %s', async (command, expected) => expect(await movedCommand(command)).toBe(expected));

  it.each<[string, Partial<GateOptions>, RegExp]>([
    ['its ready-url has a port of its own', { readyUrl: 'http://127.0.0.1:9000/' }, /^its ready-url has a port/],
    ['it listens on a socket', { origin: 'http+unix://%2Ftmp%2Fa.sock' }, /^both listen on the same socket$/],
    [
      'it needs services',
      { services: [{ command: 'redis-server', address: 'tcp://127.0.0.1:6379' }] },
      /^the services/,
    ],
    ['it is attached to', { source: { kind: 'attach', inspector: '' } }, /^it is not started here$/],
  ])('does not exist where %s, and the reason is told', async (_, changes, reason) => {
    expect(await onOtherPort({ ...options('node app.js'), ...changes })).toMatch(reason);
  });

  it('is not needed where the service chooses its port, nor by services that run already', async () => {
    const chosen = { ...options('node app.js'), portPattern: /port (\d+)/ };
    expect(await onOtherPort(chosen)).toBe(chosen);
    const waited = { ...options('node app.js'), services: [{ command: null, address: 'tcp://127.0.0.1:5432' }] };
    expect(await onOtherPort(waited)).toMatchObject({ services: waited.services });
  });
});

describe('whether it listens on the port of the url', () => {
  it('is told as soon as it does', async () => {
    const port = await freePort();
    const there = options('', `http://127.0.0.1:${port}`);
    const watching = listensThere(there, AbortSignal.timeout(5000));
    const server = createServer().listen(port, '127.0.0.1');
    expect(await watching).toBe(true);
    server.close();
  });

  it('is told when it is no longer asked', async () => {
    const stop = new AbortController();
    const watching = listensThere(options('', `http://127.0.0.1:${await freePort()}`), stop.signal);
    stop.abort();
    expect(await watching).toBe(false);
  });
});
