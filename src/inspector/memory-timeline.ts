import type { MemoryReading, TimelineReading } from './memory-reading.ts';

export interface MemoryTimeline {
  /** In the order of `atMs`. */
  readonly readings: readonly TimelineReading[];
  /** Why reading ended before it was stopped, or null. */
  failure(): unknown;
  /**
   * Resolves once a last reading is taken and none is under way; none is begun until `resume`. Call before a settle:
   * what is counted between this reading and the next one is leakgate's doing, not the service's.
   */
  pause(): Promise<void>;
  /** Takes in the reading of a settled heap, on the same clock. */
  settled(reading: MemoryReading): void;
  /** Begins again with a reading at once. */
  resume(): void;
  /** No further reading, for good. Idempotent. */
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
  const readings: TimelineReading[] = [];
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;
  let running = true;
  let ended = false;
  let failure: unknown = null;

  const schedule = (): void => {
    if (timer === null && underWay === null && running && !ended) timer = setTimeout(read, intervalMs);
  };
  const read = (): Promise<void> => {
    timer = null;
    const reading = session.readMemory().then(
      (memory) => {
        readings.push({ atMs: Math.round(nowMs()), ...memory, settled: false });
      },
      (thrown: unknown) => {
        ended = true;
        failure = thrown;
      },
    );
    underWay = reading;
    void reading.then(() => {
      underWay = null;
      schedule();
    });
    return reading;
  };
  const rest = async (): Promise<void> => {
    running = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await underWay;
  };

  schedule();
  return {
    readings,
    failure: () => failure,
    pause: async () => {
      await rest();
      if (!ended) await read();
    },
    settled: (reading) => {
      if (!ended) readings.push({ ...reading, settled: true });
    },
    resume: () => {
      running = true;
      if (!ended && underWay === null && timer === null) void read();
    },
    stop: async () => {
      ended = true;
      await rest();
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
