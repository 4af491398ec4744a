import type { GateOptions } from '../options/gate-options.ts';
import type { RunningService } from './running-service.ts';
import { withAttachedService } from './with-attached-service.ts';
import { withService } from './with-service.ts';
import { withSideServices } from './with-side-services.ts';

/**
 * Runs `body` with the service that the options name, started or attached to. When the body fails because a started
 * service ended, the error says so (SERVICE_EXITED), whatever failed first.
 */
export async function withServiceUnderTest<T>(
  options: GateOptions,
  onOutput: (text: string) => void,
  signal: AbortSignal,
  body: (service: RunningService) => Promise<T>,
): Promise<T> {
  const { source, origin, readyUrl } = options;
  const isReady = (status: number): boolean => options.readyStatus.some(([from, to]) => status >= from && status <= to);
  const ready = { origin, readyUrl, readyTimeoutMs: options.readyTimeoutMs, isReady, signal };
  if (source.kind === 'attach') return await withAttachedService({ ...ready, inspector: source.inspector }, body);
  const { workingDirectory, services, readyTimeoutMs, portPattern } = options;
  const { command, env } = source;
  const started = { command, workingDirectory, ...(env === undefined ? {} : { env }) };
  return await withSideServices({ services, workingDirectory, readyTimeoutMs, onOutput, signal }, () =>
    withService({ ...ready, source: started, portPattern, onOutput }, body),
  );
}
