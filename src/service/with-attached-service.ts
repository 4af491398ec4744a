import { GateError } from '../errors.ts';
import { describeCancellation } from '../inspector/cancellation.ts';
import { listTargets } from '../inspector/list-targets.ts';
import { askProcess, type NodeProcess } from './find-service-process.ts';
import { hostOf, resolveLoopback } from './loopback.ts';
import type { RunningService } from './running-service.ts';
import { listensAt, placeOf } from './service-place.ts';
import { type ReadyOptions, waitUntilReady } from './wait-until-ready.ts';

export interface AttachOptions extends ReadyOptions {
  /** `http://127.0.0.1:9229`, or the `ws://…` address that Node prints. */
  readonly inspector: string;
  readonly origin: string;
}

/**
 * Runs `body` with a service that somebody else started and that keeps running afterwards. The inspector given is believed
 * to be the service's, since behind a published container port their ports may differ; `process.listensOn` tells.
 * Throws BAD_OPTIONS (not loopback), INSPECTOR_FAILED, SERVICE_NOT_READY, CANCELLED, else what `body` throws.
 */
export async function withAttachedService<T>(
  options: AttachOptions,
  body: (service: RunningService) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  if (signal.aborted) throw describeCancellation(signal);
  const inspector = new URL(options.inspector);
  const [inspectorAddresses] = await Promise.all([
    resolveLoopback(inspector, 'attach'),
    resolveLoopback(new URL(options.origin), 'url'),
    resolveLoopback(new URL(options.readyUrl), 'ready-url'),
  ]);
  await waitUntilReady(options, null);
  const inspectorUrls = await inspectorUrlsOf(inspector, inspectorAddresses);
  const candidates: NodeProcess[] = [];
  for (const inspectorUrl of inspectorUrls)
    candidates.push({ facts: await askProcess(inspectorUrl, signal), inspectorUrl });
  const owners = candidates.filter(({ facts }) => listensAt(facts, placeOf(options.origin)));
  const chosen = owners[0] ?? candidates[0];
  if (chosen === undefined) {
    throw new GateError('INSPECTOR_FAILED', `The inspector at ${inspector.href} offers no session.`, {
      hint: 'Node allows several sessions at once; check that the address is that of a Node process.',
    });
  }
  return await body({
    command: null,
    process: chosen.facts,
    inspectorUrl: chosen.inspectorUrl,
    origin: options.origin,
    serving: [chosen],
    servedByThread: false,
    silentWorkers: 0,
    owners,
    candidates,
    inspectorUrls: () => new Set(),
    startedAtMs: performance.now(),
    exited: new Promise(() => undefined),
    hasExited: () => null,
    outputTail: () => '',
    stop: () => Promise.resolve(),
  });
}

/** Node's inspector refuses host names other than localhost, so the address takes their place. */
async function inspectorUrlsOf(inspector: URL, addresses: readonly string[]): Promise<string[]> {
  const url = new URL(inspector);
  const address = addresses.find((candidate) => candidate === '127.0.0.1') ?? addresses[0] ?? hostOf(inspector);
  url.hostname = address.includes(':') ? `[${address}]` : address;
  if (url.protocol === 'ws:' && url.pathname !== '/') return [url.href];
  if (url.protocol === 'ws:') url.protocol = 'http:';
  return await listTargets(url);
}
