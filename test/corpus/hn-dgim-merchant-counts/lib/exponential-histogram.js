/**
 * How many of the last `window` events were refusals, within some 10 %: buckets of 1, 2, 4, 8 … refusals, at most `same` of a size
 * (Datar, Gionis, Indyk, Motwani). Two of the oldest are made into one when there are more.
 */
export class ExponentialHistogram {
  #newest = null;
  #clock = 0;

  constructor({ window, same = 5 }) {
    this.window = window;
    this.same = same;
  }

  add(refused, order) {
    this.#clock++;
    if (refused) {
      this.#newest = { size: 1, at: this.#clock, order, older: this.#newest };
      this.#merge();
    }
    this.#expire();
  }

  #merge() {
    let first = this.#newest;
    while (first) {
      let count = 1;
      let last = first;
      let beforeLast = null;
      while (last.older?.size === first.size) {
        beforeLast = last;
        last = last.older;
        count++;
      }
      if (count <= this.same) return;
      beforeLast.size *= 2;
      beforeLast.older = last.older;
      first = beforeLast;
    }
  }

  #expire() {
    const limit = this.#clock - this.window;
    if (!this.#newest) return;
    if (this.#newest.at <= limit) {
      this.#newest = null;
      return;
    }
    for (let bucket = this.#newest; bucket.older; bucket = bucket.older)
      if (bucket.older.at <= limit) {
        bucket.older = null;
        return;
      }
  }

  estimate() {
    let sum = 0;
    let last = 0;
    for (let bucket = this.#newest; bucket; bucket = bucket.older) sum += last = bucket.size;
    return Math.round(sum - last / 2);
  }

  get lastOrder() {
    return this.#newest?.order ?? null;
  }
}
