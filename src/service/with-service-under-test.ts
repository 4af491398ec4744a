import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import type { GateOptions } from '../options/gate-options.ts';
import { describeExit } from './describe-exit.ts';
import type { RunningService } from './running-service.ts';
import { withAttachedService } from './with-attached-service.ts';
import { withService } from './with-service.ts';

/** How long the notice of an exit may lag behind its consequences. */
const EXIT_NOTICE_MS = 300;

/**
 * Runs `body` with the service that the options name, started or attached to. When the body fails because the service
 * ended, the error says so (SERVICE_EXITED), whatever failed first.
 */
export async function withServiceUnderTest<T>(
  options: GateOptions,
  onOutput: (text: string) => void,
  signal: AbortSignal,
  body: (service: RunningService) => Promise<T>,
): Promise<T> {
  const { source, origin, readyUrl } = options;
  const ready = { origin, readyUrl, readyTimeoutMs: options.readyTimeoutMs, signal };
  const guarded = async (service: RunningService): Promise<T> => {
    try {
      return await body(service);
    } catch (thrown) {
      throw (await whenServiceEnded(service, signal, thrown)) ?? thrown;
    }
  };
  if (source.kind === 'attach') return await withAttachedService({ ...ready, inspector: source.inspector }, guarded);
  const started = { command: source.command, workingDirectory: options.workingDirectory };
  return await withService({ ...ready, source: started, onOutput }, guarded);
}

async function whenServiceEnded(
  service: RunningService,
  signal: AbortSignal,
  cause: unknown,
): Promise<GateError | null> {
  if (signal.aborted) return null;
  const timer = new AbortController();
  const exit = await Promise.race([
    service.exited,
    delay(EXIT_NOTICE_MS, null, { signal: timer.signal }).catch(() => null),
  ]);
  timer.abort();
  if (exit === null) return null;
  return new GateError('SERVICE_EXITED', `The service ended during the run: ${describeExit(exit)}.`, {
    hint: 'Its last output is below; a service that runs out of memory here may need a higher --max-old-space-size or fewer requests.',
    cause,
  });
}
