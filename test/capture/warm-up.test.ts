import { describe, expect, it } from 'vitest';
import { type WarmUpOptions, warmUp } from '../../src/capture/warm-up.ts';
import type { LoadSummary } from '../../src/load/load-summary.ts';

interface Script {
  readonly fixedRequests?: number | null;
  readonly connections?: number;
  readonly requestsPerSecond?: number;
  /** Heap bytes after so many requests. */
  readonly heapAfter: (requests: number) => number;
  readonly externalAfter?: (requests: number) => number;
  readonly descriptorsAfter?: (requests: number) => number;
  readonly spoil?: (summary: LoadSummary, chunk: number) => LoadSummary;
}

/** A service that exists as numbers: its throughput and its heap by requests answered. */
function scripted({
  fixedRequests = null,
  connections = 10,
  requestsPerSecond = 1000,
  heapAfter,
  externalAfter,
  descriptorsAfter,
  spoil,
}: Script) {
  const chunks: number[] = [];
  let answered = 0;
  const options: WarmUpOptions = {
    connections,
    fixedRequests,
    descriptorRoom: 50,
    load: async (requests) => {
      chunks.push(requests);
      answered += requests;
      const durationMs = (1000 * requests) / requestsPerSecond;
      const summary = { planned: requests, succeeded: requests, failed: 0, perRequest: [], firstFailure: null };
      const load: LoadSummary = { ...summary, durationMs, endedEarly: null };
      return spoil?.(load, chunks.length) ?? load;
    },
    readMemory: async () => ({
      heapUsed: heapAfter(answered),
      external: externalAfter?.(answered) ?? 1e6,
      openFileDescriptors: descriptorsAfter?.(answered) ?? null,
    }),
  };
  return { chunks, run: () => warmUp(options) };
}

/** Lazy set-up: a megabyte that comes with the first few hundred requests. */
const lazySetUp = (requests: number): number => 5e6 + 1e6 * (1 - Math.exp(-requests / 300));

describe('warming up', () => {
  it('ends before a service that keeps two descriptors per request runs out of them', async () => {
    const { run } = scripted({ heapAfter: lazySetUp, descriptorsAfter: (requests) => 20 + 2 * requests });
    const record = await run();
    expect(record.descriptorsPerRequest).toBe(2);
    expect(2 * record.requests).toBeLessThan(250);
  });

  it('ends when two chunks let the heap grow alike, not before 300 requests and 0.9 s', async () => {
    const { chunks, run } = scripted({ heapAfter: lazySetUp });
    const record = await run();
    expect(record.steady).toBe(true);
    expect(record.requests).toBe(chunks.reduce((sum, requests) => sum + requests, 0));
    expect(record.requests).toBeGreaterThanOrEqual(900);
    expect(record.requests).toBeLessThan(2000);
    expect(record.requestsPerSecond).toBeCloseTo(1000);
    expect(record.bytesPerRequest).toBeLessThan(400);
  });

  it('measures what a steady leak adds to each request', async () => {
    const { run } = scripted({ heapAfter: (requests) => 5e6 + 500 * requests });
    expect(await run()).toMatchObject({ steady: true, bytesPerRequest: 500 });
  });

  it('counts external memory to the growth', async () => {
    const { run } = scripted({ heapAfter: () => 5e6, externalAfter: (requests) => 700 * requests });
    expect(await run()).toMatchObject({ steady: true, bytesPerRequest: 700 });
  });

  it('gives up after 4 s of load on a heap that never steadies, and says so', async () => {
    let swing = 1;
    const { chunks, run } = scripted({
      heapAfter: () => {
        swing = -swing;
        return 20e6 + swing * 2e6;
      },
    });
    const record = await run();
    expect(record.steady).toBe(false);
    expect(record.requests).toBeGreaterThanOrEqual(4000);
    expect(record.requests - chunks.at(-1)!).toBeLessThan(4000);
    expect(record.bytesPerRequest).toBeGreaterThanOrEqual(0);
  });

  it('stops at 12 MB of growth: a service that leaks so much is warm', async () => {
    const { run } = scripted({ heapAfter: (requests) => 5e6 + 100_000 * requests });
    const record = await run();
    expect(record.requests).toBeLessThan(300);
    expect(record.bytesPerRequest).toBe(100_000);
  });

  it('cuts chunks so that none adds more than 3 MB', async () => {
    const { chunks, run } = scripted({ heapAfter: (requests) => 5e6 + 20_000 * requests });
    await run();
    for (const requests of chunks.slice(1)) expect(requests * 20_000).toBeLessThanOrEqual(3e6);
  });

  it('uses every connection in each chunk, also of a slow service', async () => {
    const { chunks, run } = scripted({ heapAfter: lazySetUp, requestsPerSecond: 20, connections: 40 });
    await run();
    expect(Math.min(...chunks)).toBeGreaterThanOrEqual(40);
  });

  it('sends exactly the requests that were fixed, once', async () => {
    const { chunks, run } = scripted({ fixedRequests: 77, heapAfter: lazySetUp });
    expect(await run()).toMatchObject({ requests: 77, steady: true });
    expect(chunks).toEqual([77]);
  });
});

describe('a warm-up on a failing service', () => {
  it('ends with LOAD_FAILED, the count and the first failure', async () => {
    const spoil = (load: LoadSummary, chunk: number): LoadSummary =>
      chunk < 2
        ? load
        : {
            ...load,
            succeeded: load.planned - 9,
            failed: 9,
            firstFailure: { request: 'GET /', reason: '503', after: 20 },
          };
    const { run } = scripted({ heapAfter: lazySetUp, spoil });
    await expect(run()).rejects.toMatchObject({
      code: 'LOAD_FAILED',
      message: expect.stringMatching(/^In the warm-up 9 of \d+ requests failed \(GET \/ → 503\)\.$/u),
      hint: expect.stringContaining('correct the service'),
    });
  });

  it('goes on while no more than 1 % fail, and counts successful requests only', async () => {
    const spoil = (load: LoadSummary): LoadSummary =>
      load.planned < 100 ? load : { ...load, succeeded: load.planned - 1, failed: 1 };
    const { chunks, run } = scripted({ heapAfter: lazySetUp, spoil });
    const { requests } = await run();
    expect(requests).toBe(chunks.reduce((sum, planned) => sum + planned - (planned < 100 ? 0 : 1), 0));
  });
});
