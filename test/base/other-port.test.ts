import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listensThere, onOtherPort } from '../../src/base/other-port.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { freePort } from '../support/shop-workspace.ts';

function options(command: string, origin = 'http://127.0.0.1:3000', readyUrl = `${origin}/health?x=1`): GateOptions {
  return { source: { kind: 'start', command, prepare: ['npm ci'] }, origin, readyUrl } as unknown as GateOptions;
}

/** The start command on the other port, with that port as `N`. */
async function movedCommand(command: string): Promise<string> {
  const moved = await onOtherPort(options(command));
  if (moved?.source.kind !== 'start') throw new Error('not moved');
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

  it('does not exist where its ready-url has a port of its own', async () => {
    expect(await onOtherPort(options('node app.js', 'http://127.0.0.1:3000', 'http://127.0.0.1:9000/'))).toBeNull();
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
