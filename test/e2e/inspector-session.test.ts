import { getDefaultResultOrder } from 'node:dns';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type InspectorSession, withInspector } from '../../src/inspector/inspector-session.ts';
import { startMemoryTimeline } from '../../src/inspector/memory-timeline.ts';
import type { RunningService } from '../../src/service/running-service.ts';
import { withService } from '../../src/service/with-service.ts';
import { type BootFixture, bootFixture, nodeVersions, until } from '../service/boot-fixture.ts';

const fixtures: BootFixture[] = [];
afterAll(() => {
  expect(fixtures.flatMap((fixture) => fixture.livePids())).toEqual([]);
});

async function onServer<T>(
  use: (session: InspectorSession, service: RunningService, fixture: BootFixture) => Promise<T>,
  settings: Parameters<typeof bootFixture>[1] = {},
): Promise<T> {
  const fixture = await bootFixture('node server.js', settings);
  fixtures.push(fixture);
  return await withService(fixture.options, (service) =>
    withInspector(service.inspectorUrl, { signal: fixture.options.signal }, (session) =>
      use(session, service, fixture),
    ),
  );
}

/** Types of nodes that a program makes; Node's own native ones get new ids in every snapshot. */
const leftBehind = new Set([
  'object',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'bigint',
  'symbol',
  'regexp',
]);

/** The parts of the format that these tests need; the real parser has its own tests. */
interface RawSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] };
    readonly node_count: number;
  };
  readonly nodes: number[];
  readonly strings: string[];
}

async function rawSnapshot(session: InspectorSession): Promise<RawSnapshot & { readonly chunks: number }> {
  const pieces: string[] = [];
  const { chunks, chars, ms } = await session.takeSnapshot((chunk) => pieces.push(chunk));
  const text = pieces.join('');
  expect(chunks).toBe(pieces.length);
  expect(chars).toBe(text.length);
  expect(ms).toBeGreaterThan(0);
  return { ...(JSON.parse(text) as RawSnapshot), chunks };
}

function nodesOf({ snapshot, nodes, strings }: RawSnapshot): { id: number; type: string; name: string }[] {
  const fields = snapshot.meta.node_fields;
  const at = (node: number, field: string): number => nodes[node * fields.length + fields.indexOf(field)] ?? -1;
  return Array.from({ length: snapshot.node_count }, (_, node) => ({
    id: at(node, 'id'),
    type: snapshot.meta.node_types[0][at(node, 'type')] ?? '',
    name: strings[at(node, 'name')] ?? '',
  }));
}

describe.each(nodeVersions)('a session on Node $major', ({ major, binFolder }) => {
  it('has V8 note where lines end before its first snapshot, where V8 would look for each of them', async () => {
    await onServer(
      async (session) => {
        let scripts = 0;
        session.client.on('Debugger.scriptParsed', () => scripts++);
        await session.takeSnapshot(() => undefined);
        const first = scripts;
        await session.takeSnapshot(() => undefined);
        if (major === '20') expect(first).toBeGreaterThan(50);
        else expect(first).toBe(0);
        expect(scripts).toBe(first);
      },
      { binFolder },
    );
  });

  it('keeps node ids over two snapshots, and the ids lead to the live objects', async () => {
    await onServer(
      async (session) => {
        await session.evaluate(
          'void (globalThis.marked = new (class Marked extends Array { tag = 1; #secret = 7; options = { maxKeys: 60 }; calls = 0; reveal() { return this.#secret; } get max() { return this.#secret; } get next() { return ++this.calls; } get name() { return "marked"; } })())',
        );
        // More elements than a call takes arguments: none of them has a name.
        await session.evaluate(
          'void globalThis.marked.push(...Array(60_000).fill(5)), void globalThis.marked.splice(0, 0, ...globalThis.marked, ...globalThis.marked)',
        );
        const first = nodesOf(await rawSnapshot(session));
        const second = nodesOf(await rawSnapshot(session));
        const markedIn = (nodes: typeof first): number[] =>
          nodes.filter((node) => node.type === 'object' && node.name === 'Marked').map(({ id }) => id);
        const ids = markedIn(first).filter((id) => markedIn(second).includes(id));
        const tagged: number[] = [];
        for (const id of ids)
          if (await session.callOnHeapObject<boolean>(id, 'function () { return this.tag === 1; }')) tagged.push(id);
        expect(tagged).toHaveLength(1);
        const marked = tagged[0] ?? -1;

        expect(
          await session.callOnHeapObject(marked, 'function (a, b) { return [this.tag, a, b]; }', [2, 'three']),
        ).toEqual([1, 2, 'three']);
        const numbers = session.liveNumbers();
        expect(await numbers.of(marked, /^(max|next|name)$/)).toEqual([
          { name: 'tag', value: 1 },
          { name: 'calls', value: 0 },
          { name: 'length', value: 180_000 },
          { name: '#secret', value: 7 },
          { name: 'maxKeys', value: 60 },
          { name: 'max', value: 7 },
        ]);
        await numbers.release();
        expect(await session.evaluate<number>('globalThis.marked.calls')).toBe(0);

        const before = new Set(first.map(({ id }) => id));
        const persisting = second.filter(({ id }) => before.has(id)).length;
        expect(persisting / second.length).toBeGreaterThan(0.95);
      },
      { binFolder },
    );
  });

  it('reads a number that code compares with where the service has it: below an object, or in a scope', async () => {
    await onServer(
      async (session) => {
        await session.evaluate(`{
          class Cache {
            #room = { cold: 40 };
            static MOST = 30;
            constructor() { this.limits = { hot: 20 }; this.held = new Map(); }
            get trap() { globalThis.trapped = true; return 10; }
            get room() { return this.#room; }
          }
          const make = (limit, options) => ({
            cache: new Cache(),
            add(map) { return map.size > limit || map.size > options.keep; },
          });
          globalThis.made = make(50, { keep: 60 });
        } void 0`);
        const nodes = nodesOf(await rawSnapshot(session));
        const idOf = async (type: string, name: string, test: string): Promise<number> => {
          for (const { id } of nodes.filter((node) => node.type === type && node.name === name))
            if (await session.callOnHeapObject<boolean>(id, `function () { return ${test}; }`)) return id;
          throw new Error(`no ${name}`);
        };
        const cache = await idOf('object', 'Cache', 'this === globalThis.made.cache');
        const add = await idOf('closure', 'add', 'this === globalThis.made.add');
        const numbers = session.liveNumbers();
        expect(await numbers.at(cache, ['limits', 'hot'])).toBe(20);
        expect(await numbers.at(cache, ['#room', 'cold'])).toBe(40);
        expect(await numbers.at(cache, ['constructor', 'MOST'])).toBe(30);
        expect(await numbers.at(cache, ['held', 'size'])).toBeNull();
        expect(await numbers.at(cache, ['trap'])).toBeNull();
        expect(await session.evaluate('globalThis.trapped === undefined')).toBe(true);
        expect(await numbers.ofVariable(add, ['limit'])).toBe(50);
        expect(await numbers.ofVariable(add, ['options', 'keep'])).toBe(60);
        expect(await numbers.ofVariable(add, ['unknown'])).toBeNull();
      },
      { binFolder },
    );
  });

  it('reads memory a thousand times without growing what it reads', async () => {
    await onServer(
      async (session) => {
        for (let i = 0; i < 200; i++) await session.readMemory();
        await session.settle();
        const before = await session.readMemory();
        const idsBefore = new Set(nodesOf(await rawSnapshot(session)).map(({ id }) => id));
        for (let i = 0; i < 1000; i++) await session.readMemory();
        await session.settle();
        const added = nodesOf(await rawSnapshot(session)).filter(
          ({ id, type }) => !idsBefore.has(id) && leftBehind.has(type),
        );
        const after = await session.readMemory();
        // One thing kept per call would be 1000. What V8 adds for hot code (feedback, maps) is of other types.
        expect(added.length).toBeLessThan(30);
        expect(after.openFileDescriptors).toBe(before.openFileDescriptors);
        expect(after.openFileDescriptors).toBeGreaterThan(5);
        expect(after.activeResources['TCPServerWrap']).toBe(1);
        expect(after.nativeContexts).toBeGreaterThan(0);
        expect(after.detachedContexts).toBe(0);
        expect(after.heapSizeLimit).toBeGreaterThan(after.heapTotal);
        expect(after.mallocedMemory).toBeGreaterThan(0);
      },
      { binFolder },
    );
  });

  it('reads how many descriptors the process may have open', async () => {
    await onServer(
      async (session, service) => {
        const limits = readFileSync(`/proc/${service.process.pid}/limits`, 'utf8');
        expect(await session.readOpenFileLimit()).toBe(Number(/^Max open files +(\d+)/mu.exec(limits)![1]));
      },
      { binFolder },
    );
  });

  it("reads memory without Buffer's pool, from which the service may be taking just then", async () => {
    await onServer(
      async (session) => {
        const placeInPool =
          '(() => { const { buffer, byteOffset } = Buffer.from("x"); globalThis.pool ??= buffer; return buffer === pool ? byteOffset : -1; })()';
        const before = await session.evaluate<number>(placeInPool);
        const { rssParts, openFileDescriptors } = await session.readMemory();
        const after = await session.evaluate<number>(placeInPool);
        expect(rssParts).not.toBeNull();
        expect(openFileDescriptors).toBeGreaterThan(0);
        // Places in the pool are multiples of 8.
        expect(after - before).toBe(8);
      },
      { binFolder },
    );
  });

  it('counts collections and delays of the loop, tells what RSS is made of, and leaves no observer behind', async () => {
    await onServer(
      async (session, service) => {
        const before = await session.readMemory();
        await session.evaluate('void (() => { for (let i = 0; i < 3e6; i++) globalThis.last = { i }; })()');
        // The first tick after a reading only starts the clock.
        await session.evaluate('new Promise((done) => setTimeout(done, 100))', { awaitPromise: true });
        await session.evaluate('void (() => { const end = Date.now() + 300; while (Date.now() < end); })()');
        await session.collectGarbage();
        await session.settle();
        const after = await session.readMemory();
        expect(after.garbageCollections.minor).toBeGreaterThan(before.garbageCollections.minor);
        expect(after.garbageCollections.major).toBeGreaterThan(before.garbageCollections.major);
        expect(after.garbageCollections.ms).toBeGreaterThan(before.garbageCollections.ms);
        expect(after.eventLoopDelay.maxMs).toBeGreaterThan(200);
        expect((await session.readMemory()).eventLoopDelay.maxMs).toBeLessThan(200);
        const parts = after.rssParts!;
        expect((parts.anonymous + parts.file + parts.shared) / after.rss).toBeCloseTo(1, 1);

        const observers = (): Promise<number> =>
          withInspector(service.inspectorUrl, {}, async ({ client }) => {
            const { result } = await client.send('Runtime.evaluate', {
              expression: 'process.getBuiltinModule("perf_hooks").PerformanceObserver.prototype',
            });
            const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
            return Number(/\((\d+)\)$/.exec(objects.description ?? '')?.[1]);
          });
        // This session's and the asking one's; afterwards only those.
        expect(await observers()).toBe(2);
        expect(await observers()).toBe(2);
      },
      { binFolder },
    );
  });

  it('settles, and finds the scripts and their source maps afterwards', async () => {
    await onServer(
      async (session) => {
        const record = await session.settle();
        // A fresh Node 20 may still be shedding code.
        expect(record.settled || (await session.settle()).settled).toBe(true);
        expect(record.collections).toBeGreaterThanOrEqual(2);
        expect(record.durationMs).toBeGreaterThan(80);
        await session.evaluate(
          'void eval("globalThis.mapped = () => 1;\\n//# sourceURL=file:///mapped.js\\n//# sourceMappingURL=mapped.js.map")',
        );
        const table = await session.scripts();
        const scripts = [...table.values()];
        expect(scripts.some(({ url }) => url.endsWith('/boot/server.js'))).toBe(true);
        expect(scripts).toContainEqual({ url: 'file:///mapped.js', sourceMapUrl: 'mapped.js.map' });
        // `debugger;` must not stop a service once the debugger is on.
        expect(await session.evaluate('(() => { debugger; return 5; })()')).toBe(5);
        // And stays on when a source is read.
        const mapped = [...table].find(([, { url }]) => url === 'file:///mapped.js')![0];
        expect(await session.scriptSource(mapped)).toContain('globalThis.mapped');
        const location = { scriptId: String(mapped), lineNumber: 0, columnNumber: 0 };
        await session.client.send('Debugger.setBreakpoint', { location, condition: 'false' });
        let announced = 0;
        const stopListening = session.client.on('Debugger.scriptParsed', () => {
          announced++;
        });
        await session.evaluate('1 + 1');
        expect(announced).toBe(1);
        // Off again, an evaluation is announced no more, and sources are read between.
        await session.endDebugging();
        await session.endDebugging();
        announced = 0;
        expect(await session.evaluate('1 + 2')).toBe(3);
        expect(announced).toBe(0);
        stopListening();
        expect(await session.scriptSource(mapped)).toContain('globalThis.mapped');
        await expect(session.client.send('Debugger.getScriptSource', { scriptId: String(mapped) })).rejects.toThrow();
        expect((await session.scripts()).has(mapped)).toBe(true);
      },
      { binFolder },
    );
  });

  it('tells at once when the service dies in the middle of a snapshot', async () => {
    const outcome = await onServer(
      async (session, service) => {
        let killed = false;
        const snapshot = session.takeSnapshot(() => {
          if (!killed) process.kill(service.process.pid, 'SIGKILL');
          killed = true;
        });
        const error = await snapshot.catch((thrown: unknown) => thrown);
        await expect(session.evaluate('1')).rejects.toMatchObject({ code: 'INSPECTOR_FAILED' });
        return { error, killed };
      },
      { binFolder, env: { BALLAST: '200000' } },
    );
    expect(outcome.killed).toBe(true);
    expect(outcome.error).toMatchObject({
      code: 'INSPECTOR_FAILED',
      message: expect.stringMatching(
        /ended before HeapProfiler\.takeHeapSnapshot was answered: the connection dropped/,
      ),
    });
  });

  it('tells at once when the service crashes while it settles', async () => {
    const error = await onServer(
      async (session) => {
        await session.evaluate('void setTimeout(() => { throw new Error("crashed by the test"); }, 80)');
        const settling = async (): Promise<never> => {
          for (;;) await session.settle();
        };
        return await settling().catch((thrown: unknown) => thrown);
      },
      { binFolder },
    );
    expect(error).toMatchObject({
      code: 'INSPECTOR_FAILED',
      message: expect.stringMatching(/the service is exiting|the connection dropped/),
    });
  });
});

describe('a session', () => {
  it('does not make the service keep what it logs', async () => {
    await onServer(async (session) => {
      const log = (times: number): Promise<unknown> =>
        session.evaluate(
          `void (() => { class Logged {}; for (let i = 0; i < ${times}; i++) console.debug(Object.assign(new Logged(), { i })); })()`,
        );
      await log(2000);
      await session.settle();
      const kept = nodesOf(await rawSnapshot(session)).filter(
        ({ type, name }) => type === 'object' && name === 'Logged',
      );
      // V8 would keep the last 1000 of them.
      expect(kept.length).toBeLessThan(5);
    });
  });

  it('passes on what the consumer of a snapshot throws, and stays usable', async () => {
    await onServer(async (session) => {
      const refused = new Error('not a snapshot that I can read');
      let chunks = 0;
      await expect(
        session.takeSnapshot(() => {
          chunks += 1;
          throw refused;
        }),
      ).rejects.toBe(refused);
      expect(chunks).toBe(1);
      expect((await rawSnapshot(session)).snapshot.node_count).toBeGreaterThan(10_000);
      expect(chunks).toBe(1);
    });
  });

  it('has a deadline for every command', async () => {
    const fixture = await bootFixture('node server.js');
    fixtures.push(fixture);
    await withService(fixture.options, async (service) => {
      await withInspector(service.inspectorUrl, { commandTimeoutMs: 400 }, async (session) => {
        await expect(session.evaluate('new Promise(() => {})', { awaitPromise: true })).rejects.toMatchObject({
          code: 'INSPECTOR_FAILED',
          message: expect.stringContaining('did not answer Runtime.evaluate within 0.4 s'),
        });
        expect(await session.evaluate('1 + 1')).toBe(2);
      });
      await expect(
        withInspector(service.inspectorUrl, { snapshotTimeoutMs: 1 }, (session) =>
          session.takeSnapshot(() => undefined),
        ),
      ).rejects.toMatchObject({
        code: 'INSPECTOR_FAILED',
        message: expect.stringContaining('HeapProfiler.takeHeapSnapshot within 0.001 s'),
      });
    });
  });

  it('says what a script of ours threw, and what is not an inspector', async () => {
    await onServer(async (session) => {
      await expect(session.evaluate('nowhere.defined')).rejects.toMatchObject({
        code: 'INSPECTOR_FAILED',
        message: expect.stringContaining('ReferenceError: nowhere is not defined'),
      });
      await expect(session.callOnHeapObject(123_456_789, 'function () {}')).rejects.toMatchObject({
        code: 'INSPECTOR_FAILED',
      });
    });
    await expect(withInspector('ws://127.0.0.1:9/nothing', {}, async () => 'ran')).rejects.toMatchObject({
      code: 'INSPECTOR_FAILED',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('ends when its body throws, and leaves the service as it was', async () => {
    const fixture = await bootFixture('node server.js');
    fixtures.push(fixture);
    await withService(fixture.options, async (service) => {
      const thrown = new Error('analysis failed');
      let closed: Promise<string> | null = null;
      await expect(
        withInspector(service.inspectorUrl, {}, async (session) => {
          closed = session.closed;
          throw thrown;
        }),
      ).rejects.toBe(thrown);
      expect(await closed).toBe('it was closed by leakgate');
      await until('the service sees the session end', () => fixture.output().includes('Debugger ending on'));
      expect(service.hasExited()).toBeNull();
    });
  });

  it('leaves the order of DNS results of this process alone', async () => {
    const order = getDefaultResultOrder();
    expect(order).not.toBe('ipv4first');
    await onServer(async (session) => session.evaluate('1'));
    expect(getDefaultResultOrder()).toBe(order);
  });
});

describe('the memory timeline', () => {
  it('reads in order, rests while paused, and ends with the session', async () => {
    await onServer(async (session, service) => {
      const startedAt = performance.now();
      const timeline = startMemoryTimeline({ session, nowMs: () => performance.now() - startedAt, intervalMs: 20 });
      await until('three readings', () => timeline.readings.length >= 3);
      await timeline.pause();
      const whenPaused = timeline.readings.length;
      await session.settle();
      expect(timeline.readings.length).toBe(whenPaused);
      timeline.resume();
      await until('more readings', () => timeline.readings.length > whenPaused);
      const times = timeline.readings.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(timeline.readings[0]?.heapUsed).toBeGreaterThan(1_000_000);

      process.kill(service.process.pid, 'SIGKILL');
      await until('the timeline ends', () => timeline.failure() !== null);
      expect(timeline.failure()).toMatchObject({ code: 'INSPECTOR_FAILED' });
      await timeline.stop();
    });
  });
});
