import { afterEach, describe, expect, test } from 'vitest';
import { isLoopback } from '../../src/load/is-loopback.ts';
import { whyLoadIsUnusable } from '../../src/load/load-summary.ts';
import { createSequence } from '../../src/load/request-sequence.ts';
import { type LoadOptions, runLoad } from '../../src/load/run-load.ts';
import type { ScenarioRequest } from '../../src/load/scenario.ts';
import { type RecordingService, requestOf, startRecordingService } from './recording-service.ts';

const running: RecordingService[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

async function start(...input: Parameters<typeof startRecordingService>): Promise<RecordingService> {
  const service = await startRecordingService(...input);
  running.push(service);
  return service;
}

const never = new Promise<never>(() => {});

function load(origin: string, requests: ScenarioRequest[], rest: Partial<LoadOptions> = {}) {
  const scenario = { requests, seed: 42 };
  return runLoad({
    origin,
    sequence: createSequence(scenario),
    requests: 100,
    connections: 4,
    rate: null,
    timeoutMs: 10_000,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    serviceExited: never,
    ...rest,
  });
}

describe('runLoad against a healthy service', () => {
  test.each([1, 4, 16])(
    'completes exactly what was planned over %i connections, as the service counts it',
    async (connections) => {
      const service = await start();
      const requests = [requestOf('/a', { weight: 3 }), requestOf('/b', { weight: 1 })];
      const summary = await load(service.origin, requests, { requests: 400, connections });
      expect(service.received).toHaveLength(400);
      expect(service.countOf('/a')).toBe(300);
      expect(service.countOf('/b')).toBe(100);
      expect(summary).toMatchObject({ planned: 400, succeeded: 400, failed: 0, firstFailure: null, endedEarly: null });
      expect(summary.perRequest).toEqual([
        { name: 'GET /a', succeeded: 300, failed: 0 },
        { name: 'GET /b', succeeded: 100, failed: 0 },
      ]);
      expect(service.connectionCount()).toBe(connections);
      expect(whyLoadIsUnusable(summary)).toBeNull();
    },
  );

  test('sends the same sequence for the same seed, continued over rounds', async () => {
    const requests = [requestOf('/{{id}}', { weight: 2 }), requestOf('/b?{{uuid}}')];
    const urlsOf = async () => {
      const service = await start();
      const sequence = createSequence({ requests, seed: 9 });
      await load(service.origin, requests, { sequence, requests: 31, connections: 1 });
      await load(service.origin, requests, { sequence, requests: 23, connections: 1 });
      return service.received.map(({ url }) => url);
    };
    const first = await urlsOf();
    expect(first).toHaveLength(54);
    expect(new Set(first).size).toBe(54);
    expect(await urlsOf()).toEqual(first);
  });

  test('sends unique bodies whole, with the headers of their kind', async () => {
    const service = await start();
    const body = '{"id":"{{id}}","data":"{{randomBytes 2048}}"}';
    const headers = { 'content-type': 'application/json', 'x-trace': '{{uuid}}' };
    await load(service.origin, [requestOf('/in', { method: 'POST', body, headers })], {
      requests: 200,
      connections: 8,
    });
    const parsed = service.received.map((request) => JSON.parse(request.body) as { id: string; data: string });
    expect(new Set(parsed.map(({ id }) => id)).size).toBe(200);
    expect(new Set(parsed.map(({ data }) => data)).size).toBe(200);
    expect(parsed.every(({ data }) => data.length === 4096)).toBe(true);
    expect(new Set(service.received.map((request) => request.headers['x-trace'])).size).toBe(200);
    expect(service.received.every((request) => request.headers['content-type'] === 'application/json')).toBe(true);
  });

  test('takes fewer connections than asked for when there are fewer requests', async () => {
    const service = await start();
    const summary = await load(service.origin, [requestOf('/')], { requests: 3, connections: 16 });
    expect(summary.succeeded).toBe(3);
    expect(service.connectionCount()).toBe(3);
  });

  test('has closed its connections when it returns', async () => {
    const service = await start();
    await load(service.origin, [requestOf('/')]);
    await expect.poll(() => service.openSockets.size, { timeout: 1000, interval: 5 }).toBe(0);
  });

  test('keeps to a rate', async () => {
    const service = await start();
    const summary = await load(service.origin, [requestOf('/')], { requests: 50, rate: 25 });
    expect(summary.succeeded).toBe(50);
    const inFirstHalfSecond = service.received.filter(({ atMs }) => atMs - service.received[0]!.atMs < 500).length;
    expect(inFirstHalfSecond).toBeLessThanOrEqual(25);
    expect(service.received.at(-1)!.atMs - service.received[0]!.atMs).toBeGreaterThan(900);
  });

  test('reports progress that rises to what was planned', async () => {
    const service = await start((response) => setTimeout(() => response.end(), 20));
    const seen: number[] = [];
    await load(service.origin, [requestOf('/')], { requests: 60, onProgress: (completed) => seen.push(completed) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(60);
  });

  test('is not kept waiting by answers to HEAD or fooled by early hints', async () => {
    const service = await start((response, { method }) => {
      if (method === 'HEAD') {
        response.setHeader('content-length', '5');
        response.end();
        return;
      }
      response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
      response.end('hello');
    });
    const requests = [requestOf('/', { method: 'HEAD' }), requestOf('/')];
    const summary = await load(service.origin, requests, { timeoutMs: 1000 });
    expect(summary).toMatchObject({ succeeded: 100, failed: 0 });
    expect(service.received).toHaveLength(100);
  });
});

describe('runLoad against a service that closes connections', () => {
  test('delivers everything once when each answer says Connection: close', async () => {
    const service = await start((response) => {
      response.setHeader('connection', 'close');
      response.end('ok');
    });
    const summary = await load(service.origin, [requestOf('/a'), requestOf('/b')], { requests: 200 });
    expect(service.received).toHaveLength(200);
    expect(summary).toMatchObject({ succeeded: 200, failed: 0, endedEarly: null });
    expect(summary.sentAgain).toBeUndefined();
    expect(summary.perRequest.map(({ succeeded }) => succeeded)).toEqual([
      service.countOf('/a'),
      service.countOf('/b'),
    ]);
  });

  test('delivers everything once when a socket serves 7 requests', async () => {
    const service = await start();
    service.server.maxRequestsPerSocket = 7;
    const summary = await load(service.origin, [requestOf('/')], { requests: 300 });
    expect(service.received).toHaveLength(300);
    expect(summary).toMatchObject({ succeeded: 300, failed: 0 });
  });

  test('sends again what was swallowed when connections close without a word', async () => {
    let count = 0;
    const service = await start((response, _, socket) => {
      response.end('ok', () => {
        if (++count % 10 === 0) socket.end();
      });
    });
    const summary = await load(service.origin, [requestOf('/')], { requests: 200 });
    expect(summary.succeeded + summary.failed).toBe(200);
    expect(service.received.length).toBeGreaterThanOrEqual(summary.succeeded);
    expect(summary.endedEarly).toBeNull();
  });

  test('gives up, and says so, when no connection ever brings an answer', async () => {
    const service = await start((_response, _request, socket) => socket.end());
    const summary = await load(service.origin, [requestOf('/')], { requests: 50 });
    expect(summary.succeeded).toBe(0);
    expect(whyLoadIsUnusable(summary)).toMatch(
      /0 of 50 requests: the service closed \d+ connections without answering/,
    );
  });
});

describe('runLoad against a bad service', () => {
  test('counts unexpected statuses as failures of the request that got them', async () => {
    const service = await start((response, { url }) => {
      response.statusCode = url === '/bad' ? 503 : 200;
      response.end();
    });
    const summary = await load(service.origin, [requestOf('/good', { weight: 3 }), requestOf('/bad')]);
    expect(summary.perRequest).toEqual([
      { name: 'GET /good', succeeded: 75, failed: 0 },
      { name: 'GET /bad', succeeded: 0, failed: 25 },
    ]);
    expect(summary.firstFailure).toMatchObject({ request: 'GET /bad', reason: '503' });
    expect(whyLoadIsUnusable(summary)).toBe('25 of 100 requests failed (GET /bad → 503)');
  });

  test('takes a status for success only when the request expects it', async () => {
    const service = await start((response) => {
      response.statusCode = 404;
      response.end();
    });
    const expecting = requestOf('/', {
      expectStatus: [
        [200, 299],
        [404, 404],
      ],
    });
    expect(await load(service.origin, [expecting])).toMatchObject({ succeeded: 100, failed: 0 });
  });

  test('counts slow answers as timed out, and keeps the others', async () => {
    let count = 0;
    const service = await start((response) => {
      if (++count !== 5) response.end();
    });
    const summary = await load(service.origin, [requestOf('/')], { timeoutMs: 1000 });
    expect(summary).toMatchObject({ succeeded: 99, failed: 1, endedEarly: null });
    expect(summary.firstFailure).toMatchObject({ request: 'GET /', reason: 'timed out after 1 s' });
    expect(whyLoadIsUnusable(summary)).toBeNull();
  });

  test('ends early when nothing is answered in time', async () => {
    const service = await start(() => {});
    const summary = await load(service.origin, [requestOf('/')], { timeoutMs: 1000, connections: 1 });
    expect(summary.endedEarly).toBe('3 requests got no answer, first GET /: timed out after 1 s');
    expect(summary.durationMs).toBeLessThan(15_000);
  }, 20_000);

  test('counts resets as failures', async () => {
    let count = 0;
    const service = await start((response, _, socket) => {
      if (++count === 50) socket.resetAndDestroy();
      else response.end();
    });
    const summary = await load(service.origin, [requestOf('/')], { connections: 1 });
    expect(summary).toMatchObject({ succeeded: 99, failed: 1, firstFailure: { reason: 'ECONNRESET', after: 49 } });
  });

  test('ends within moments of the service exit, with what was answered', async () => {
    let exit: (how: string) => void = () => {};
    const serviceExited = new Promise<string>((resolve) => {
      exit = resolve;
    });
    let count = 0;
    const service = await start((response) => {
      if (++count === 200) {
        service.server.close();
        service.server.closeAllConnections();
        exit('the service exited with code 7');
      } else response.end();
    });
    const summary = await load(service.origin, [requestOf('/')], { requests: 100_000, serviceExited });
    expect(summary.endedEarly).toBe('the service exited with code 7');
    expect(summary.succeeded).toBeGreaterThan(100);
    expect(summary.succeeded).toBeLessThan(200);
    expect(summary.durationMs).toBeLessThan(5000);
  });

  test('ends early when nobody listens any more', async () => {
    const service = await start();
    await service.stop();
    const summary = await load(service.origin, [requestOf('/')], { requests: 10_000 });
    expect(summary.succeeded).toBe(0);
    expect(summary.endedEarly).toMatch(/requests got no answer, first GET \/: ECONNREFUSED/);
  });

  test('ends at its deadline, hanging requests included', async () => {
    const service = await start(() => {});
    const summary = await load(service.origin, [requestOf('/')], { deadlineMs: 300 });
    expect(summary).toMatchObject({ succeeded: 0, failed: 0, endedEarly: 'the deadline of 0.3 s passed' });
    expect(summary.durationMs).toBeLessThan(2000);
  });

  test('ends when it is cancelled, before or while it runs', async () => {
    const controller = new AbortController();
    const service = await start((response) => {
      if (service.received.length === 30) controller.abort();
      response.end();
    });
    const summary = await load(service.origin, [requestOf('/')], { requests: 100_000, signal: controller.signal });
    expect(summary.endedEarly).toBe('cancelled');
    const before = service.received.length;
    const never = await load(service.origin, [requestOf('/')], { signal: controller.signal });
    expect(never).toMatchObject({ succeeded: 0, endedEarly: 'cancelled' });
    expect(service.received).toHaveLength(before);
  });
});

describe('isLoopback', () => {
  test.each([
    'http://127.0.0.1:3000',
    'http://127.9.9.9',
    'http://localhost:1',
    'https://[::1]:2',
    'http://0.0.0.0:80',
  ])('accepts %s', (origin) => {
    expect(isLoopback(origin)).toBe(true);
  });

  test.each([
    'http://example.com',
    'http://10.0.0.1',
    'http://127.0.0.1.example.com',
    'http://localhost.example',
    'nonsense',
  ])('refuses %s', async (origin) => {
    expect(isLoopback(origin)).toBe(false);
    await expect(load(origin, [requestOf('/')])).rejects.toThrow('only a service on this machine may be loaded');
  });
});
