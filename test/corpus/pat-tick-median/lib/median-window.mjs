import { OrderStatistics } from './treap.mjs';

/** Median and quartiles of the last prices of an instrument. */
export class MedianWindow {
  #prices;
  #next = 0;
  #filled = 0;
  #ordered = new OrderStatistics();

  constructor(size) {
    this.#prices = new Float32Array(size);
  }

  add(price) {
    if (this.#filled === this.#prices.length) this.#ordered.remove(this.#prices[this.#next]);
    else this.#filled++;
    this.#prices[this.#next] = price;
    this.#next = (this.#next + 1) % this.#prices.length;
    this.#ordered.insert(price);
  }

  summary() {
    const count = this.#ordered.size;
    if (count === 0) return null;
    const at = (share) => this.#ordered.select(Math.min(count - 1, Math.floor(share * count)));
    return { prices: this.#filled, lower: at(0.25), median: at(0.5), upper: at(0.75) };
  }
}
