import { CuckooFilter } from './cuckoo-filter.mjs';

const firstBuckets = 256;
const maxFilters = 4;

/**
 * Vouchers that were redeemed lately. When a filter is full the next one is twice as large, up to four; then
 * the oldest goes, as older vouchers have expired.
 */
export class RedeemedVouchers {
  #filters = [new CuckooFilter(firstBuckets)];
  #buckets = firstBuckets;

  redeem(code) {
    if (this.has(code)) return false;
    const newest = this.#filters.at(-1);
    if (newest.load > 0.9 || !newest.add(code)) this.#grow().add(code);
    return true;
  }

  has(code) {
    return this.#filters.some((filter) => filter.has(code));
  }

  cancel(code) {
    return this.#filters.some((filter) => filter.remove(code));
  }

  describe() {
    return this.#filters.map(({ count, load }) => ({ count, load: Math.round(load * 100) }));
  }

  #grow() {
    if (this.#buckets < 2048) this.#buckets *= 2;
    const filter = new CuckooFilter(this.#buckets);
    this.#filters.push(filter);
    if (this.#filters.length > maxFilters) this.#filters.shift();
    return filter;
  }
}
