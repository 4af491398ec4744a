/** Why and when a load has to stop before its plan is done. */
export interface End {
  /** null: it goes on. */
  readonly reason: string | null;
  stop(reason: string): void;
  /** At once when it has come already; returns how to forget the listener. */
  onStop(listener: () => void): () => void;
  release(): void;
}

export interface EndCauses {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /** Settles when the service is gone. A string it gives is quoted as the reason. */
  readonly serviceExited: Promise<unknown>;
}

/** Whatever comes first: abort, deadline, the service's exit, or `stop`. */
export function watchForEnd({ signal, deadlineMs, serviceExited }: EndCauses): End {
  let reason: string | null = null;
  const listeners = new Set<() => void>();
  const stop = (why: string): void => {
    if (reason !== null) return;
    reason = why;
    for (const listener of [...listeners]) listener();
  };
  const onAbort = (): void => stop('cancelled');
  const deadline = setTimeout(() => stop(`the deadline of ${deadlineMs / 1000} s passed`), deadlineMs);
  const onExit = (how: unknown): void => stop(typeof how === 'string' ? how : 'the service exited');
  serviceExited.then(onExit, onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  return {
    get reason() {
      return reason;
    },
    stop,
    onStop(listener) {
      if (reason !== null) listener();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    release() {
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
