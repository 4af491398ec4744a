/** Ends a turn; further calls do nothing. */
export type EndTurn = () => void;

/**
 * Lets runs that go on at the same time take their steps one after the other, in the order in which they ask: two that ask for every
 * step alternate, so that each is measured while the other's service rests, and a slow minute of the machine hits both.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when all turns asked for before are over. Rejects when the signal fires while waiting; the turn is then passed on. */
  async take(signal: AbortSignal): Promise<EndTurn> {
    const before = this.#last;
    const { promise: over, resolve: end } = withResolvers();
    this.#last = before.then(() => over);
    try {
      await orAborted(before, signal);
    } catch (aborted) {
      end();
      throw aborted;
    }
    return end;
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function orAborted(waiting: Promise<void>, signal: AbortSignal): Promise<void> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: settled.signal });
  });
  try {
    await Promise.race([waiting, aborted]);
  } finally {
    settled.abort();
  }
}
