import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/capture/manifest.ts';
import type { ErrorCode, GateError } from '../../src/errors.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import { type MeasuredBase, type Measurers, measureBeside } from '../../src/run/measure-beside.ts';
import { freePort } from '../../src/service/free-port.ts';

// Real ports, and runs that only listen on them: in which order base and head live, and what is told of it.

type Behaviour =
  | 'moves' // listens where it is told to
  | 'stays' // listens on the port of the head whatever it is told
  | 'broken' // cannot be prepared
  | 'exits'; // ends at its start

interface Seen {
  readonly log: readonly string[];
  readonly note: string | null;
  readonly endedEarly: ErrorCode | null;
}

function ended(code: ErrorCode, during: string | null): Manifest {
  return { endedEarly: { code, message: code, hint: null, during } } as unknown as Manifest;
}

const done = { endedEarly: null } as unknown as Manifest;

async function listen(port: number): Promise<Server> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** `fixedPort`: a second port that both want, as for metrics. */
async function measured(behaviour: Behaviour, { fixedPort = null }: { fixedPort?: number | null } = {}): Promise<Seen> {
  const port = await freePort();
  const log: string[] = [];
  let endHead = (): void => undefined;
  const headEnded = new Promise<void>((resolve) => {
    endHead = resolve;
  });
  const options = {
    source: { kind: 'start', command: 'node app.js', prepare: ['npm ci'] },
    services: [],
    portPattern: null,
    origin: `http://127.0.0.1:${port}`,
    readyUrl: `http://127.0.0.1:${port}/`,
    timeLimitMs: 1000,
  } as unknown as GateOptions;
  const serve = async (
    who: string,
    how: GateOptions,
    at: number,
    signal: AbortSignal,
    serving: () => void,
  ): Promise<Manifest> => {
    const prepare = how.source.kind === 'start' ? how.source.prepare.length : 0;
    const beside = who === 'base' && how.origin !== options.origin;
    log.push(`${who} starts${prepare > 0 ? ' prepared' : ''} within ${how.timeLimitMs}`);
    const servers: Server[] = [];
    try {
      for (const wanted of [at, fixedPort]) if (wanted !== null) servers.push(await listen(wanted));
    } catch {
      for (const server of servers) server.close();
      return ended('SERVICE_EXITED', 'the boot');
    }
    serving();
    // Beside each other the base outlives the head, unless it is stopped.
    const stopped = beside ? await Promise.race([whenAborted(signal), headEnded.then(() => null)]) : null;
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    log.push(`${who} ends`);
    if (who === 'head') endHead();
    return stopped === null ? done : ended((signal.reason as GateError).code, who === 'base' ? 'the boot' : null);
  };
  const never = new AbortController().signal;
  const measure: Measurers = {
    head: (how) => serve('head', how, port, never, () => undefined),
    base: async (how, _turns, signal, onServing = () => undefined) => {
      const moved = Number(new URL(how.origin).port);
      if (behaviour === 'broken') return asBase(ended('PREPARE_FAILED', 'prepare'));
      if (behaviour === 'exits') return asBase(ended('SERVICE_EXITED', 'the boot'));
      const serving = behaviour === 'stays' && moved !== port ? () => undefined : onServing;
      return asBase(await serve('base', how, behaviour === 'stays' ? port : moved, signal, serving));
    },
  };
  const { head, base, note } = await measureBeside(options, options, never, measure);
  expect(head.endedEarly).toBeNull();
  return { log, note, endedEarly: base.manifest.endedEarly?.code ?? null };
}

function whenAborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

function asBase(manifest: Manifest): MeasuredBase {
  return { manifest } as MeasuredBase;
}

describe('base and head', () => {
  it('live at the same time where the base can listen elsewhere, with twice the time', async () => {
    const { log, note, endedEarly } = await measured('moves');
    expect(log).toEqual([
      'base starts prepared within 2000',
      'head starts prepared within 2000',
      'head ends',
      'base ends',
    ]);
    expect({ note, endedEarly }).toEqual({ note: null, endedEarly: null });
  });

  it('live one after the other where the base cannot', async () => {
    const { log, note, endedEarly } = await measured('stays');
    expect(log).toEqual([
      'base starts prepared within 2000',
      'base ends',
      'base starts within 1000',
      'base ends',
      'head starts prepared within 1000',
      'head ends',
    ]);
    expect(note).toMatch(
      /^The base was measured before this run and not in turns with it: the service listens on port \d+ whatever PORT says/,
    );
    expect(endedEarly).toBeNull();
  });

  it('live one after the other where they disturb each other, the head first', async () => {
    const { log, note, endedEarly } = await measured('moves', { fixedPort: await freePort() });
    expect(log.slice(-4)).toEqual(['head starts within 1000', 'head ends', 'base starts within 1000', 'base ends']);
    expect(note).toBe(
      'The base was measured after this run and not in turns with it: the two could not run at the same time.',
    );
    expect(endedEarly).toBeNull();
  });

  it('a base that cannot be prepared is not tried again', async () => {
    const { log, note, endedEarly } = await measured('broken');
    expect(log).toEqual(['head starts prepared within 1000', 'head ends']);
    expect({ note, endedEarly }).toEqual({ note: null, endedEarly: 'PREPARE_FAILED' });
  });

  it('a base that does not start is tried on its own port before it is given up', async () => {
    const { note, endedEarly } = await measured('exits');
    expect(note).toContain('it did not start on another port');
    expect(endedEarly).toBe('SERVICE_EXITED');
  });
});
