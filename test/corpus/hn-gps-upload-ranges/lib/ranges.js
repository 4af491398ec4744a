'use strict';

/** Which numbers have come in, as disjoint ranges in ascending order. Neighbours are joined. */
class Ranges {
  constructor(from = 0) {
    this.base = from;
    this.ranges = [];
  }

  /** Whether the number is new. */
  add(number) {
    if (number < this.base) return false;
    const index = this.#indexOf(number);
    const at = this.ranges[index];
    if (at !== undefined && at.from <= number) return false;
    const before = this.ranges[index - 1];
    const joinsBefore = before !== undefined && before.to === number;
    const joinsAfter = at !== undefined && at.from === number + 1;
    if (joinsBefore && joinsAfter) {
      before.to = at.to;
      this.ranges.splice(index, 1);
    } else if (joinsBefore) {
      before.to = number + 1;
    } else if (joinsAfter) {
      at.from = number;
    } else {
      this.ranges.splice(index, 0, { from: number, to: number + 1 });
    }
    this.#advance();
    return true;
  }

  /** Gives up on what is older than the newest by more than `window`. */
  forgetBefore(number) {
    if (number <= this.base) return 0;
    let lost = number - this.base;
    while (this.ranges.length > 0 && this.ranges[0].from < number) {
      const range = this.ranges[0];
      const known = Math.min(range.to, number) - range.from;
      lost -= known;
      if (range.to <= number) this.ranges.shift();
      else range.from = number;
    }
    this.base = number;
    this.#advance();
    return lost;
  }

  missing(limit) {
    const numbers = [];
    let next = this.base;
    for (const { from, to } of this.ranges) {
      for (; next < from && numbers.length < limit; next++) numbers.push(next);
      next = to;
    }
    return numbers;
  }

  #advance() {
    if (this.ranges.length > 0 && this.ranges[0].from <= this.base) this.base = this.ranges.shift().to;
  }

  #indexOf(number) {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ranges[middle].to <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

module.exports = { Ranges };
