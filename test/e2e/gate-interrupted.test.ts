import { readdirSync, statSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openInspector } from '../../src/inspector/inspector-client.ts';
import { withService } from '../../src/service/with-service.ts';
import { bootFixture, until } from '../service/boot-fixture.ts';
import { type GateRun, type RunningGate, removeReports, runGateOn } from '../support/gate-run.ts';

afterAll(removeReports);

const node = 'node faulty.js';
/** One preflight request, 300 of warm-up, then rounds of 200. */
const amounts = ['--warm-up', '300', '--requests', '200', '--depth', 'quick'];
const midWarmUp = '150';
const midRound2 = '600';

function faulty(fault: string, at: string, flags: readonly string[] = []): Promise<GateRun> {
  return runGateOn(node, { flags: [...amounts, ...flags], env: { FAULT: fault, AT: at } });
}

/** No verdict, the reason in the first line of the summary, everything cleaned up. */
function expectNoVerdict(run: GateRun, reason: RegExp): void {
  expect(run.report.verdict.conclusion, run.stdout).toBe('inconclusive');
  expect(run.firstLine).toMatch(/^⚠️ No verdict: /u);
  expect(run.firstLine).toMatch(reason);
  expect(run.firstLine).not.toMatch(/\\n|&#92;/u);
  expect(run.report.verdict.because[0]).toMatch(reason);
  expect(run.report.verdict.nextStep).toMatch(/\.$/u);
  expect(run.stdout).toContain('No verdict: ');
  expect(run.exitCode).toBe(2);
  expect(run.leftovers).toEqual([]);
}

function kindsOf({ report }: GateRun): string[] {
  return report.rounds.map(({ kind }) => kind);
}

/** Waits until V8 streams a kept snapshot whose number begins with `prefix`, in the middle of it. */
async function midSnapshot({ reportDirectory }: RunningGate, prefix: string): Promise<void> {
  await until(`snapshot ${prefix} is being written`, () =>
    readdirSync(reportDirectory).some(
      (file) => file.startsWith(prefix) && statSync(join(reportDirectory, file)).size > 0,
    ),
  );
}

/** A service whose snapshots take long enough to be in the middle of one. */
const large = { flags: [...amounts, '--keep-snapshots'], env: { BALLAST: '80000' } };

describe('SIGTERM to the gate ends service and run, with a report', () => {
  it('while the service boots', async () => {
    const run = await runGateOn('node never-listens.js', {
      at: /waiting for the database/u,
      act: (gate) => gate.kill('SIGTERM'),
    });
    expectNoVerdict(run, /the run was cancelled \(SIGTERM\)/u);
    expect(run.report.verdict.because[1]).toContain('The run ended during the boot');
    expect(run.report.rounds).toEqual([]);
  });

  it.each([
    ['the warm-up', midWarmUp, []],
    ['round 2', midRound2, ['baseline', 'round']],
  ])('during %s', async (phase, at, captured) => {
    const run = await runGateOn(node, {
      flags: amounts,
      env: { FAULT: 'say', AT: at },
      at: new RegExp(`request ${at} has come`, 'u'),
      act: (gate) => gate.kill('SIGTERM'),
    });
    expectNoVerdict(run, /the run was cancelled \(SIGTERM\)/u);
    expect(run.report.verdict.because[1]).toContain(`The run ended during ${phase}`);
    expect(kindsOf(run).slice(0, captured.length)).toEqual(captured);
  });

  it('in the middle of a snapshot', async () => {
    const run = await runGateOn(node, {
      ...large,
      at: /✔ warm-up/u,
      act: (gate, running) => void midSnapshot(running, '00').then(() => gate.kill('SIGTERM')),
    });
    expectNoVerdict(run, /the run was cancelled \(SIGTERM\)/u);
    expect(run.report.verdict.because[1]).toContain('The run ended during the baseline');
    expect(run.report.rounds).toEqual([]);
  });

  it('in the middle of a snapshot of a service attached to, which has sent the rest before its session ends', async () => {
    const fixture = await bootFixture(node, { env: large.env });
    await withService(fixture.options, async (service) => {
      const proxy = await watchingProxy(service.inspectorUrl);
      const run = await runGateOn(node, {
        flags: large.flags,
        attach: { inspector: proxy.url, origin: fixture.options.origin },
        at: /✔ warm-up/u,
        act: (gate, running) => void midSnapshot(running, '00').then(() => gate.kill('SIGTERM')),
      });
      proxy.close();
      expectNoVerdict(run, /the run was cancelled \(SIGTERM\)/u);
      expect(run.report.rounds).toEqual([]);
      expect(proxy.whole).toEqual([true]);
      expect((await fetch(fixture.options.origin)).status).toBe(200);
    });
    expect(fixture.livePids()).toEqual([]);
  });

  it('in the idle round', async () => {
    const run = await runGateOn(node, {
      flags: amounts,
      env: { LEAK: '1' },
      at: /(✔ round[\s\S]*){3}/u,
      act: (gate) => gate.kill('SIGTERM'),
    });
    expectNoVerdict(run, /the run was cancelled \(SIGTERM\)/u);
    expect(kindsOf(run)).toEqual(['baseline', 'round', 'round', 'round']);
    expect(run.report.load.requests).toBe(600);
  });
});

describe('a service that ends by itself', () => {
  it.each([
    ['exit', midWarmUp, /exited with code 3 after \d+\.\d s/u, 'the warm-up'],
    ['exit', midRound2, /exited with code 3 after \d+\.\d s/u, 'round 2'],
    ['throw', midRound2, /exited with code 1 after \d+\.\d s/u, 'round 2'],
    ['sigkill', midWarmUp, /(was ended by SIGKILL|exited with code 137) after/u, 'the warm-up'],
    ['sigkill', midRound2, /(was ended by SIGKILL|exited with code 137) after/u, 'round 2'],
  ])('by %s at request %s is told as that', async (fault, at, reason, phase) => {
    const run = await faulty(fault, at);
    expectNoVerdict(run, reason);
    expect(run.report.verdict.because[1]).toContain(`The run ended during ${phase}`);
    expect(run.report.service.outputTail).toContain(fault === 'throw' ? 'the cart is empty' : 'faulty is up');
  });

  it('by SIGKILL in the middle of a snapshot is told as that', async () => {
    const run = await runGateOn(node, {
      ...large,
      at: /✔ warm-up/u,
      act: (_, running) =>
        void midSnapshot(running, '00').then(() => {
          const pid = Number(/✔ boot .* pid (\d+)/u.exec(running.stderr())![1]);
          process.kill(pid, 'SIGKILL');
        }),
    });
    expectNoVerdict(run, /(was ended by SIGKILL|exited with code 137) after/u);
    expect(run.report.verdict.because[1]).toContain('The run ended during the baseline');
  });

  it('and is restarted by its supervisor gives no verdict, and both are stopped', async () => {
    const run = await runGateOn('node restarts.js faulty.js', {
      flags: amounts,
      env: { FAULT: 'exit', AT: midRound2 },
    });
    expectNoVerdict(run, /failed in round 2 .*ECONN|ended after \d+ of 200 requests|inspector session .* ended/u);
    expect(run.report.service.outputTail).toContain('the service is restarted');
  });
});

describe('an inspector that goes away', () => {
  it.each(['close-inspector', 'close-inspector-when-idle'])('by %s in the service is told as that', async (fault) => {
    const run = await faulty(fault, midRound2);
    expectNoVerdict(run, /inspector session at .* ended before \S+ was answered/u);
    expect(run.report.verdict.because[1]).toContain('The run ended during round 2');
  });

  it('has ended its session for a command that comes while its socket closes', async () => {
    const fixture = await bootFixture(node);
    await withService(fixture.options, async (service) => {
      const proxy = await closingProxy(service.inspectorUrl);
      const client = await openInspector(proxy.url);
      proxy.beginToClose();
      await until('the closing frame is answered', proxy.isAnswered);
      await expect(client.send('Runtime.evaluate', { expression: '1' })).rejects.toThrow(
        /inspector session at .* ended before Runtime\.evaluate was answered/u,
      );
      expect(await client.closed).toMatch(/^the connection dropped/u);
      proxy.close();
      await client.close();
    });
    expect(fixture.livePids()).toEqual([]);
  });

  it('in the middle of a snapshot is told as that, and the service attached to goes on', async () => {
    const fixture = await bootFixture(node, { env: { BALLAST: '100000' } });
    await withService(fixture.options, async (service) => {
      const proxy = await droppingProxy(service.inspectorUrl, 20);
      const attach = { inspector: proxy.url, origin: fixture.options.origin };
      const run = await runGateOn(node, { flags: amounts, attach });
      expect((await fetch(fixture.options.origin)).status).toBe(200);
      proxy.close();
      expectNoVerdict(run, /inspector session at .* ended before HeapProfiler\.takeHeapSnapshot was answered/u);
      expect(run.report.verdict.because[1]).toContain('The run ended during the baseline');
    });
    expect(fixture.livePids()).toEqual([]);
  });
});

describe('a service that does not do its work', () => {
  it('because its port is taken gives no verdict and starts nothing', async () => {
    const other = createHttpServer((_, response) => response.end('other')).listen(0, '127.0.0.1');
    await until('the other server listens', () => other.listening);
    const { port } = other.address() as AddressInfo;
    const run = await runGateOn(node, { port });
    other.close();
    expectNoVerdict(run, new RegExp(`something already listens on 127\\.0\\.0\\.1 port ${port}`, 'iu'));
    expect(run.report.service.outputTail).toBe('');
    expect(run.report.service.pid).toBeNull();
  });

  it('and answers 503 from the n-th request on gives no verdict, with round and status', async () => {
    const run = await faulty('status', midRound2);
    expectNoVerdict(run, /\b\d+ of 200 requests failed.*503/u);
    expect(run.firstLine).toMatch(/in round 2/u);
    expect(run.report.rounds.at(-1)).toMatchObject({ kind: 'round', requests: 97, failed: 103 });
  });

  it('and answers 503 in the warm-up gives no verdict', async () => {
    expectNoVerdict(await faulty('status', midWarmUp), /in the warm-up \d+ of 300 requests failed .*503/iu);
  });

  it.concurrent.each(['hang', 'slow'])('because its answers %s gives no verdict, with the time-out', async (fault) => {
    const run = await faulty(fault, midRound2, ['--connections', '2']);
    expectNoVerdict(run, /round 2.*timed out after 10 s|timed out after 10 s.*round 2/u);
  });

  it('within the time limit gives no verdict, with what was measured', async () => {
    const limits = ['--rate', '100', '--time-limit', '9s', '--ready-timeout', '8s', '--warm-up', '50'];
    const run = await runGateOn(node, { flags: ['--requests', '300', '--depth', 'quick', ...limits] });
    expectNoVerdict(run, /The time limit of 9 s was reached/iu);
    expect(kindsOf(run).slice(0, 2)).toEqual(['baseline', 'round']);
    expect(run.report.rounds[1]).toMatchObject({ requests: 300, failed: 0 });
    expect(run.seconds).toBeLessThan(14);
  });

  it.each([
    ['warn', 0],
    ['pass', 0],
    ['fail', 2],
  ])('ends with what on-inconclusive %s says', async (policy, exitCode) => {
    const run = await runGateOn('node exits-at-boot.js', { flags: ['--on-inconclusive', policy] });
    expect(run.report.verdict.conclusion).toBe('inconclusive');
    expect(run.exitCode).toBe(exitCode);
  });
});

describe('a service that does its work with flaws', () => {
  it('gets a verdict while no more than 1 % of its answers fail', async () => {
    const run = await faulty('rare-status', '200');
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.report.load).toMatchObject({ requests: 597, failed: 3, firstFailure: { reason: '500' } });
    expect(run.exitCode).toBe(0);
    expect(run.leftovers).toEqual([]);
  });

  it('gets a verdict with exact amounts when it closes the connection after every answer', async () => {
    const run = await faulty('close-connections', '1');
    expect(run.report.verdict.conclusion, run.stdout).toBe('pass');
    expect(run.report.load).toMatchObject({ requests: 600, failed: 0 });
    expect(run.leftovers).toEqual([]);
  });
});

/**
 * Hands on an inspector's socket until it has sent so many pieces of a snapshot, then drops leakgate's side. Node's own side
 * stays until `close`: dropped in the middle of a snapshot, Node 20 and 22 end by SIGSEGV now and then.
 */
async function droppingProxy(inspectorUrl: string, pieces: number): Promise<InspectorProxy> {
  let seen = 0;
  return await inspectorProxy(inspectorUrl, (client, inspector) => {
    inspector.on('data', (bytes) => {
      seen += bytes.toString('latin1').split('HeapProfiler.addHeapSnapshotChunk').length - 1;
      if (seen < pieces) client.write(bytes);
      else client.destroy();
    });
    client.on('close', () => seen < pieces && inspector.destroy());
  });
}

/** Hands everything on; `whole` tells of each session that asked for snapshots whether the last had come when it was closed. */
async function watchingProxy(inspectorUrl: string): Promise<InspectorProxy & { readonly whole: boolean[] }> {
  const whole: boolean[] = [];
  const proxy = await inspectorProxy(inspectorUrl, (client, inspector) => {
    const openings = frameOpenings();
    // From the last piece of a snapshot on; answers to other commands may come behind its own.
    let end = '';
    let writes = false;
    inspector.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      const piece = text.lastIndexOf('HeapProfiler.addHeapSnapshotChunk');
      end = piece < 0 ? end + text : text.slice(piece);
      writes ||= piece >= 0;
      client.write(bytes);
    });
    client.on('data', (bytes) => {
      if (openings(bytes).includes(WEBSOCKET_CLOSE) && writes) whole.push(/\{"id":\d+,"result":\{\}\}/u.test(end));
    });
    client.on('close', () => {
      inspector.destroy();
    });
  });
  return { ...proxy, whole };
}

/** Hands everything on, and sends leakgate a closing frame when it is told to, behind which the connection stays. */
async function closingProxy(
  inspectorUrl: string,
): Promise<InspectorProxy & { beginToClose(): void; isAnswered(): boolean }> {
  let beginToClose = (): void => undefined;
  let answered = false;
  const proxy = await inspectorProxy(inspectorUrl, (client, inspector) => {
    const openings = frameOpenings();
    beginToClose = () => {
      inspector.pause();
      client.write(Buffer.from([WEBSOCKET_CLOSE, 0]));
    };
    inspector.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      answered ||= openings(bytes).includes(WEBSOCKET_CLOSE);
    });
  });
  return {
    ...proxy,
    beginToClose: () => beginToClose(),
    isAnswered: () => answered,
  };
}

/** First byte of a closing frame (RFC 6455, 5.2). */
const WEBSOCKET_CLOSE = 0x88;

/** First bytes of the frames of a client, wherever its packets begin; before them comes what asks for the upgrade. */
function frameOpenings(): (bytes: Buffer) => number[] {
  let rest = Buffer.alloc(0);
  let isUpgraded = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    if (!isUpgraded) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return [];
      isUpgraded = true;
      rest = rest.subarray(end + 4);
    }
    const openings: number[] = [];
    while (rest.length >= 2) {
      const short = rest[1]! & 0x7f;
      const [header, length] =
        short < 126
          ? [2, short]
          : short === 126
            ? [4, rest.length < 4 ? Number.POSITIVE_INFINITY : rest.readUInt16BE(2)]
            : [10, rest.length < 10 ? Number.POSITIVE_INFINITY : Number(rest.readBigUInt64BE(2))];
      const end = header + 4 + length;
      if (rest.length < end) break;
      openings.push(rest[0]!);
      rest = rest.subarray(end);
    }
    return openings;
  };
}

interface InspectorProxy {
  readonly url: string;
  close(): void;
}

async function inspectorProxy(
  inspectorUrl: string,
  join: (client: Socket, inspector: Socket) => void,
): Promise<InspectorProxy> {
  const target = new URL(inspectorUrl);
  const inspectors: Socket[] = [];
  const server = createTcpServer((client) => {
    const inspector = connect(Number(target.port), target.hostname);
    inspectors.push(inspector);
    join(client, inspector);
    client.on('data', (bytes) => inspector.write(bytes));
    inspector.on('close', () => client.destroy());
    for (const socket of [client, inspector]) socket.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await until('the proxy listens', () => server.listening);
  const url = new URL(inspectorUrl);
  url.port = String((server.address() as AddressInfo).port);
  const close = (): void => {
    server.close();
    for (const inspector of inspectors) inspector.destroy();
  };
  return { url: url.href, close };
}
