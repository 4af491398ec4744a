import type { End } from './load-end.ts';

/** Spaces the beginnings of requests evenly, over all who ask. */
export class Pacer {
  readonly #gapMs: number;
  #nextMs = 0;

  /** `rate`: per second; null: no limit. */
  constructor(rate: number | null) {
    this.#gapMs = rate === null ? 0 : 1000 / rate;
  }

  /** Waits for the next free place in time, or for the load's end. */
  async turn(end: Pick<End, 'onStop'>): Promise<void> {
    if (this.#gapMs === 0) return;
    const nowMs = performance.now();
    const atMs = Math.max(nowMs, this.#nextMs);
    this.#nextMs = atMs + this.#gapMs;
    if (atMs > nowMs) await pause(atMs - nowMs, end);
  }
}

/** Waits so long, or until the load ends. */
export function pause(ms: number, end: Pick<End, 'onStop'>): Promise<void> {
  return new Promise((resolve) => {
    let forget = (): void => {};
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      forget();
      resolve();
    }
    forget = end.onStop(finish);
  });
}
