import type { MemoryReading } from './memory-reading.ts';

export interface MemoryTimeline {
  /** In the order of `atMs`. */
  readonly readings: readonly MemoryReading[];
  /** Why reading ended before it was stopped, or null. */
  failure(): unknown;
  /** Resolves once no reading is under way; none is begun until `resume`. Call before a snapshot or a settle. */
  pause(): Promise<void>;
  resume(): void;
  /** Like pause, for good. Idempotent. */
  stop(): Promise<void>;
}

export interface MemoryTimelineOptions {
  readonly session: { readMemory(): Promise<Omit<MemoryReading, 'atMs'>> };
  /** ms since the run began. */
  readonly nowMs: () => number;
  /** Default 500. */
  readonly intervalMs?: number;
}

/**
 * Reads the service's memory every 500 ms. A reading is begun only after the one before was answered, so that a busy
 * service is never asked twice at a time. A failed reading ends the timeline, not the run: whoever uses the session
 * learns the same reason from its own next command.
 */
export function startMemoryTimeline(options: MemoryTimelineOptions): MemoryTimeline {
  const { session, nowMs, intervalMs = 500 } = options;
  const readings: MemoryReading[] = [];
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;
  let running = true;
  let ended = false;
  let failure: unknown = null;

  const schedule = (): void => {
    if (timer === null && underWay === null && running && !ended) timer = setTimeout(read, intervalMs);
  };
  const read = (): void => {
    timer = null;
    underWay = session.readMemory().then(
      (reading) => {
        readings.push({ atMs: nowMs(), ...reading });
      },
      (thrown: unknown) => {
        ended = true;
        failure = thrown;
      },
    );
    void underWay.then(() => {
      underWay = null;
      schedule();
    });
  };
  const pause = async (): Promise<void> => {
    running = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await underWay;
  };

  schedule();
  return {
    readings,
    failure: () => failure,
    pause,
    resume: () => {
      running = true;
      schedule();
    },
    stop: async () => {
      ended = true;
      await pause();
    },
  };
}

/** A timeline for as long as `body` runs. */
export async function withMemoryTimeline<T>(
  options: MemoryTimelineOptions,
  body: (timeline: MemoryTimeline) => Promise<T>,
): Promise<T> {
  const timeline = startMemoryTimeline(options);
  try {
    return await body(timeline);
  } finally {
    await timeline.stop();
  }
}
